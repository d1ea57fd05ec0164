"""A device in a with block is closed at its end."""

from time import sleep

from gpiozero import LED

with LED(17) as lamp:
    lamp.on()
    sleep(1)

print(lamp.closed)
sleep(1)
