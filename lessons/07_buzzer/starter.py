"""Lesson 07, Buzzer and tune: first the note A4, then a tune from a table."""

from time import sleep

from gpiozero import TonalBuzzer

beeper = TonalBuzzer(18)

tune = [
    ("E4", 1),
    ("E4", 1),
    ("F4", 1),
    ("G4", 1),
]

beeper.play("A4")
sleep(1)
beeper.stop()
sleep(1)

for note, beats in tune:
    beeper.play(note)
    sleep(0.4)
