"""A stand-in for `picamera2` and `libcamera`: cameras of the bench, and what they look at."""
