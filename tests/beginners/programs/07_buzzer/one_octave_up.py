# expect: buzzer.other_octave
# helps: sees that the letters are right
from time import sleep

from gpiozero import TonalBuzzer

beeper = TonalBuzzer(18)

tune = [
    ("E5", 1),
    ("E5", 1),
    ("F5", 1),
    ("G5", 1),
    ("G5", 1),
    ("F5", 1),
    ("E5", 1),
    ("D5", 1),
    ("C5", 1),
    ("C5", 1),
    ("D5", 1),
    ("E5", 1),
    ("E5", 1.5),
    ("D5", 0.5),
    ("D5", 2),
]

beeper.play("A4")
sleep(1)
beeper.stop()
sleep(1)

for note, beats in tune:
    beeper.play(note)
    sleep(beats * 0.4)
    beeper.stop()
    sleep(0.05)
