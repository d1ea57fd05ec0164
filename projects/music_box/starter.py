"""Music box: button A plays one tune, button B another, and a lamp shows which."""

from signal import pause

from gpiozero import LED, Button, TonalBuzzer

beeper = TonalBuzzer(18)
red = LED(17)
green = LED(22)
button_a = Button(5)
button_b = Button(6)

pause()
