# expect: buzzer.note_not_possible
from time import sleep

from gpiozero import TonalBuzzer

beeper = TonalBuzzer(18)

tune = [
    ("E6", 1),
    ("E6", 1),
    ("F6", 1),
    ("G6", 1),
    ("G6", 1),
    ("F6", 1),
    ("E6", 1),
    ("D6", 1),
    ("C6", 1),
    ("C6", 1),
    ("D6", 1),
    ("E6", 1),
    ("E6", 1.5),
    ("D6", 0.5),
    ("D6", 2),
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
