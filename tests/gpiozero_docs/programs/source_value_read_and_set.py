"""An output's value can be read and set."""

from time import sleep

from gpiozero import PWMLED

lamp = PWMLED(17)
print(lamp.value)
lamp.on()
print(lamp.value)
sleep(1)
lamp.value = 0
print(lamp.value)
