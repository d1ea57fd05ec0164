"""Parking sensor: the nearer the wall, the faster the beeps."""

from time import sleep

from gpiozero import DistanceSensor, TonalBuzzer

front = DistanceSensor(echo=24, trigger=23, max_distance=1)
beeper = TonalBuzzer(18)

STOP_CM, QUIET_CM = 10, 80

while True:
    cm = front.distance * 100
    if cm >= QUIET_CM:  # far away, or nothing there at all
        beeper.stop()
        sleep(0.05)
    elif cm <= STOP_CM:  # one long tone: stop now
        beeper.play("A4")
        sleep(0.05)
    else:
        beeper.play("A4")
        sleep(0.05)
        beeper.stop()
        sleep(cm / 100)  # the pause is the distance made into time: 50 cm, half a second
