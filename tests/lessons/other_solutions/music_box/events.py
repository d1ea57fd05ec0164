"""Events and one function with two arguments; the light blinks by itself beside the tune."""

from signal import pause
from time import sleep

from gpiozero import LED, Button, TonalBuzzer

beeper = TonalBuzzer(18)
SCALE = ["C4", "D4", "E4", "F4", "G4", "A4"]


def ring(tune, lamp):
    lamp.blink(0.2, 0.2)
    for note in tune:
        beeper.play(note)
        sleep(0.3)
    beeper.stop()
    lamp.off()


red, green = LED(17), LED(22)
a, b = Button(5, bounce_time=0.1), Button(6, bounce_time=0.1)
a.when_pressed = lambda: ring(SCALE, red)
b.when_pressed = lambda: ring(SCALE[::-1], green)
pause()
