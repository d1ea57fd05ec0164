"""The library blinks for us, for ten seconds."""

from time import sleep

from gpiozero import LED

red = LED(17)
red.blink(0.5, 0.5)
sleep(10)
