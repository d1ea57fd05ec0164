"""The same note three times: by its name, by its number of swings a second, one octave up."""

from time import sleep

from gpiozero import TonalBuzzer
from gpiozero.tones import Tone

beeper = TonalBuzzer(18)

for tone in [Tone("A4"), Tone(440.0), Tone(880.0)]:
    beeper.play(tone)
    sleep(1)
    beeper.stop()
    sleep(0.5)
