"""Closes the camera whatever happens."""

from time import sleep

from gpiozero import LED
from picamera2 import Picamera2


def take(name):
    lamp = LED(17)
    camera = Picamera2()
    try:
        camera.configure(camera.create_still_configuration(main={"size": (1280, 720)}))
        lamp.on()
        camera.start()
        sleep(2)
        camera.capture_file(name)
    finally:
        camera.close()
        lamp.off()


take("first.jpg")
