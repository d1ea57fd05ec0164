"""The lamp goes on for two seconds, once. Then the program ends, and the lamp goes dark."""

from time import sleep

from gpiozero import LED

red = LED(17)
red.on()
sleep(2)
