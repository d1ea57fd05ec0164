"""The self-driving car: a program for a Raspberry Pi with a camera and an Arduino that drives.

`python -m self_driving_car` starts it. What the camera sees is worked out in `perception`, what the
wheels shall do in `control`: both are pure, given pictures, samples and the time.
"""
