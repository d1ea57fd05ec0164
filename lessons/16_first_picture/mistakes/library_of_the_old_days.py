# expect: first.old_library
from time import sleep

from picamera import PiCamera

camera = PiCamera()
camera.resolution = (1280, 720)
sleep(2)
camera.capture("first.jpg")
camera.close()
