"""The lamp is lit once, for two seconds. Then the program ends."""

from time import sleep

from gpiozero import LED

red = LED(17)
red.on()
sleep(2)
