# expect: buzzer.always_the_same
# helps: names the line that plays the same note in each turn
"""Lesson 07, Buzzer and tune: the note A4, then the first line of the "Ode to Joy"."""

from time import sleep

from gpiozero import TonalBuzzer
from gpiozero.tones import Tone

beeper = TonalBuzzer(18)

# The tune is a table: which note, and how many beats long. The loop below never changes.
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
    beeper.play(Tone("A4"))
    sleep(seconds)
    beeper.stop()
    sleep(0.05)  # a moment of silence: else two equal notes are heard as one long note


sound("A4", 1)  # the note that orchestras tune to: 440 Hz
sleep(1)

for note, beats in tune:
    sound(note, beats * 0.4)
