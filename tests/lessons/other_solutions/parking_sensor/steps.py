"""A few steps instead of a formula; the tone rises, too."""

from time import sleep

from gpiozero import DistanceSensor, TonalBuzzer
from gpiozero.tones import Tone

front = DistanceSensor(24, 23, max_distance=2)
beeper = TonalBuzzer(18)


def beep(note, pause):
    beeper.play(Tone(note))
    sleep(0.1)
    beeper.stop()
    sleep(pause)


while True:
    cm = front.distance * 100
    if cm > 90:
        beeper.stop()
        sleep(0.1)
    elif cm > 50:
        beep("A3", 0.8)
    elif cm > 30:
        beep("A4", 0.4)
    elif cm > 9:
        beep("E5", 0.1)
    else:
        beeper.play(Tone("A5"))
        sleep(0.1)
