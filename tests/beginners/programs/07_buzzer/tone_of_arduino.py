# expect: name.foreign
# helps: gives gpiozero's words
from time import sleep
from gpiozero import TonalBuzzer
beeper = TonalBuzzer(18)
tone(18, 440)
sleep(1)
