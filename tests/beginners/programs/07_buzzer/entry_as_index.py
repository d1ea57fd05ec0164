# expect: kind.list_index
# helps: says that it is the entry itself already
from time import sleep
from gpiozero import TonalBuzzer
beeper = TonalBuzzer(18)
tune = ["E4", "E4"]
for i in tune:
    beeper.play(tune[i])
    sleep(0.4)
