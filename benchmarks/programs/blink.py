"""An LED that blinks in the background for ten minutes."""

from time import sleep

from gpiozero import LED

lamp = LED(17)
lamp.blink()
sleep(600)
