"""Parking sensor: the nearer the wall, the faster the beeps."""

from time import sleep

from gpiozero import DistanceSensor, TonalBuzzer

front = DistanceSensor(echo=24, trigger=23, max_distance=1)
beeper = TonalBuzzer(18)

while True:
    beeper.play("A4")
    sleep(0.1)
    beeper.stop()
    sleep(0.5)
