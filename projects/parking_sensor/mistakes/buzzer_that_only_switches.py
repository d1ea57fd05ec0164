# expect: parking.only_switches
from time import sleep

from gpiozero import Buzzer, DistanceSensor

front = DistanceSensor(echo=24, trigger=23, max_distance=1)
beeper = Buzzer(18)

STOP_CM, QUIET_CM = 10, 80

while True:
    cm = front.distance * 100
    if cm >= QUIET_CM:
        beeper.off()
        sleep(0.05)
    elif cm <= STOP_CM:
        beeper.on()
        sleep(0.05)
    else:
        beeper.on()
        sleep(0.05)
        beeper.off()
        sleep(cm / 100)
