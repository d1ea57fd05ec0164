from time import sleep

from gpiozero import LED
from picamera2 import Picamera2

with LED(17) as lamp, Picamera2() as camera:
    lamp.on()
    config = camera.create_still_configuration({"size": (1280, 720)})
    camera.configure(config)
    camera.start()
    sleep(1)
    camera.capture_file("first.jpg")
