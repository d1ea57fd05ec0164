# expect: kind.text_as_number
# helps: names the value that is text
from time import sleep
from gpiozero import TonalBuzzer
from gpiozero.tones import Tone
beeper = TonalBuzzer(18)
tune = [("A4", "1"), ("E4", "1")]
for note, beats in tune:
    beeper.play(Tone(note))
    sleep(beats * 0.4)
