"""Value -1, 0 and 1: an octave below the middle, the middle, an octave above."""

from time import sleep

from gpiozero import TonalBuzzer

buzzer = TonalBuzzer(17)

for value in (-1, 0, 1):
    buzzer.value = value
    sleep(1)
    print(f"{buzzer.tone.frequency:.0f} Hz")
