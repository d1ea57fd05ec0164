"""The same note called in six ways, then silence."""

from time import sleep

from gpiozero import TonalBuzzer
from gpiozero.tones import Tone

buzzer = TonalBuzzer(17)

for note in (Tone("A4"), Tone(220.0), Tone(60), "A4", 220.0, 60):
    buzzer.play(note)
    sleep(1)

buzzer.stop()
sleep(1)
