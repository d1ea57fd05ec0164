"""Notes as frequencies, the gap inside of the beat, and a program that waits in silence."""

from signal import pause
from time import sleep

from gpiozero import TonalBuzzer

HZ = {"C": 261.63, "D": 293.66, "E": 329.63, "F": 349.23, "G": 392.0}
buzzer = TonalBuzzer(18)

buzzer.play(440.0)
sleep(1)
buzzer.stop()
sleep(0.5)

for letter, length in zip("EEFGGFEDCCDEEDD", [0.4] * 12 + [0.6, 0.2, 0.8], strict=True):
    buzzer.play(HZ[letter])
    sleep(length - 0.02)
    buzzer.stop()
    sleep(0.02)

pause()
