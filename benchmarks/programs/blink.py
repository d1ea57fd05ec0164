from time import sleep

from gpiozero import LED

lamp = LED(17)
lamp.blink()
sleep(600)
