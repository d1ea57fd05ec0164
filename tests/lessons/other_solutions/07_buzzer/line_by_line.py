"""A long program without a table, as somebody may write it first."""

from time import sleep

from gpiozero import TonalBuzzer
from gpiozero.tones import Tone

b = TonalBuzzer(18)


def beat(note, beats=1.0):
    b.play(Tone.from_note(note))
    sleep(0.38 * beats)
    b.play(None)
    sleep(0.03)


b.play(Tone.from_midi(69))
sleep(1)
b.stop()
beat("E4")
beat("E4")
beat("F4")
beat("G4")
beat("G4")
beat("F4")
beat("E4")
beat("D4")
beat("C4")
beat("C4")
beat("D4")
beat("E4")
beat("E4", 1.5)
beat("D4", 0.5)
beat("D4", 2)
