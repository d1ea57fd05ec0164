from signal import pause

from gpiozero import LED, Button

red = LED(17)
Button_A = Button(5, bounce_time=0.1)
Button_A.when_pressed = red.toggle
pause()
