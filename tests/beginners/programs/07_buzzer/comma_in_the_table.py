# expect: call.comma_missing
# helps: says that Python reads a call
from time import sleep
from gpiozero import TonalBuzzer
from gpiozero.tones import Tone
beeper = TonalBuzzer(18)
tune = [("E4", 1) ("F4", 1)]
for note, beats in tune:
    beeper.play(Tone(note))
    sleep(beats)
