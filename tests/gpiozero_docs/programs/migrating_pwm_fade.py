"""From dark to bright in a second, a hundredth at a time."""

from time import sleep

from gpiozero import PWMLED

lamp = PWMLED(2)

for percent in range(101):
    lamp.value = percent / 100
    sleep(0.01)
