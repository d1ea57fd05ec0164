# expect: parking.metres_not_centimetres
from time import sleep

from gpiozero import DistanceSensor, TonalBuzzer

front = DistanceSensor(echo=24, trigger=23, max_distance=1)
beeper = TonalBuzzer(18)

STOP_CM, QUIET_CM = 10, 80

while True:
    cm = front.distance
    if cm >= QUIET_CM:
        beeper.stop()
        sleep(0.05)
    elif cm <= STOP_CM:
        beeper.play("A4")
        sleep(0.05)
    else:
        beeper.play("A4")
        sleep(0.05)
        beeper.stop()
        sleep(cm / 100)
