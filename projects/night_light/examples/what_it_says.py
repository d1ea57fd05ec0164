"""Cover the sensor with a hand, and look."""

from time import sleep

from gpiozero import DigitalInputDevice

twilight = DigitalInputDevice(24)

while True:
    print(twilight.is_active)
    sleep(1)
