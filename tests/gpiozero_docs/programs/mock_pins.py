"""A program that brings its own pretended pins and drives them itself."""

from time import sleep

from gpiozero import LED, Button, Device
from gpiozero.pins.mock import MockFactory

Device.pin_factory = MockFactory()

lamp = LED(17)
key = Button(16)
lamp.source = key.values
print(lamp.value)

wire = Device.pin_factory.pin(16)
wire.drive_low()
sleep(0.1)
print(lamp.value)

wire.drive_high()
sleep(0.1)
print(lamp.value)
