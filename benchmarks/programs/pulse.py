from time import sleep

from gpiozero import PWMLED

lamp = PWMLED(17)
lamp.pulse()
sleep(600)
