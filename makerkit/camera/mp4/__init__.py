"""Fragmented MP4 of one H.264 track: written box by box, and read back."""
