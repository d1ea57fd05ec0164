from signal import pause

from gpiozero import LED

print("Hello, Rojîn!")
lamp = LED(17)
lamp.blink(0.5, 0.5)
pause()
