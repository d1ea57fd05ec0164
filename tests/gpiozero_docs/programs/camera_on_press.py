"""Each press takes a picture, named after the moment it was taken."""

from datetime import datetime
from signal import pause

from gpiozero import Button
from picamera import PiCamera

shutter = Button(2)
camera = PiCamera()


def shoot():
    moment = datetime.now().isoformat()
    camera.capture(f"/home/pi/{moment}.jpg")


shutter.when_pressed = shoot

pause()
