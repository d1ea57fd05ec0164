# expect: buzzer.first_note_too_short
from time import sleep

from gpiozero import TonalBuzzer
from gpiozero.tones import Tone

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


def sound(note, seconds):
    beeper.play(Tone(note))
    sleep(seconds)
    beeper.stop()
    sleep(0.05)


sound("A4", 0.1)
sleep(1)

for note, beats in tune:
    sound(note, beats * 0.4)
