# expect: gpio.note_typo
# helps: shows the capital letter
from time import sleep
from gpiozero import TonalBuzzer
from gpiozero.tones import Tone
beeper = TonalBuzzer(18)
beeper.play(Tone("a4"))
sleep(1)
