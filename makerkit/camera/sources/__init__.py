"""The kinds of sources: a Pi's camera, a webcam, a video file, a folder of pictures."""
