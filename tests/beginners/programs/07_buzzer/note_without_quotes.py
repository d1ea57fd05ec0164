# expect: name.note_without_quotes
# helps: shows the quotes
from time import sleep
from gpiozero import TonalBuzzer
from gpiozero.tones import Tone
beeper = TonalBuzzer(18)
beeper.play(Tone(A4))
sleep(1)
