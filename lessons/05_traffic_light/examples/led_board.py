"""LEDBoard takes as many LEDs as you like and gives them names of your own."""

from time import sleep

from gpiozero import LEDBoard

walk = LEDBoard(wait=17, go=22)

walk.value = (1, 0)
sleep(2)
walk.value = (0, 1)
sleep(2)
