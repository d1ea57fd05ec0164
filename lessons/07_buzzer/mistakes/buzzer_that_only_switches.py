# expect: buzzer.only_switches
from time import sleep

from gpiozero import Buzzer

beeper = Buzzer(18)

beeper.on()
sleep(1)
beeper.off()
sleep(1)

for beats in [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1.5, 0.5, 2]:
    beeper.on()
    sleep(beats * 0.4)
    beeper.off()
    sleep(0.05)
