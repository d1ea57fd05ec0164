"""One button shows the preview while it is down, another takes a picture."""

from datetime import datetime
from signal import pause

from gpiozero import Button
from picamera import PiCamera

camera = PiCamera()
viewfinder = Button(2)
shutter = Button(3)


def shoot():
    moment = datetime.now().strftime("%Y-%m-%d-%H-%M-%S")
    camera.capture(f"/home/pi/{moment}.jpg")


viewfinder.when_pressed = camera.start_preview
viewfinder.when_released = camera.stop_preview
shutter.when_pressed = shoot

pause()
