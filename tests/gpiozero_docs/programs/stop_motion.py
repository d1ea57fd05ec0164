"""A film made frame by frame: pictures are taken while the button is down."""

from gpiozero import Button
from picamera import PiCamera

trigger = Button(2)
camera = PiCamera()
camera.start_preview()

number = 1
while True:
    trigger.wait_for_press()
    camera.capture(f"/home/pi/frame{number:03d}.jpg")
    number += 1
