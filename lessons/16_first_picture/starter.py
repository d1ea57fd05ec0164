"""Lesson 16, First picture: one picture in a file, and the camera is given back."""

from time import sleep

from picamera2 import Picamera2

camera = Picamera2()
print("The camera is open.")
sleep(1)
