# expect: kind.loop_over_number
# helps: shows range around it
from time import sleep
from gpiozero import TonalBuzzer
beeper = TonalBuzzer(18)
tune = ["E4", "E4"]
for i in len(tune):
    beeper.play(tune[i])
    sleep(0.4)
