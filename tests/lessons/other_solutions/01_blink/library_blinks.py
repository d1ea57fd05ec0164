from signal import pause

from gpiozero import LED

red = LED(17)
red.blink(0.5, 0.5)
pause()
