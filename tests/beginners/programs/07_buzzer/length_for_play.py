# expect: call.no_time_for_tone
# helps: It says where the time belongs: into a sleep below.
from time import sleep

from gpiozero import TonalBuzzer

beeper = TonalBuzzer(18)

tune = [
    ("E4", 1),
    ("E4", 1),
    ("F4", 1),
    ("G4", 1),
    ("G4", 1),
    ("F4", 1),
    ("E4", 1),
    ("D4", 1),
    ("C4", 1),
    ("C4", 1),
    ("D4", 1),
    ("E4", 1),
    ("E4", 1.5),
    ("D4", 0.5),
    ("D4", 2),
]

beeper.play("A4", 1)
sleep(1)
beeper.stop()
sleep(1)

for note, beats in tune:
    beeper.play(note)
    sleep(beats * 0.4)
    beeper.stop()
    sleep(0.05)
