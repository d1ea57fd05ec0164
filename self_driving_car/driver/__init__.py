"""The driver: pure, given the time and what was seen; who drives, and what stops it."""
