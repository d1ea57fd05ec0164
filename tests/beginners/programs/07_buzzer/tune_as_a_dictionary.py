# expect: value.keys_only
# helps: does not speak of notes, which are right
from time import sleep

from gpiozero import TonalBuzzer

beeper = TonalBuzzer(18)

tune = {
    "E4": 1, "F4": 1, "G4": 1, "D4": 2, "C4": 1,
}

beeper.play("A4")
sleep(1)
beeper.stop()
sleep(1)

for note, beats in tune:
    beeper.play(note)
    sleep(beats * 0.4)
    beeper.stop()
    sleep(0.05)
