# expect: parking.same_beat
from time import sleep

from gpiozero import DistanceSensor, TonalBuzzer

front = DistanceSensor(echo=24, trigger=23, max_distance=1)
beeper = TonalBuzzer(18)

while True:
    cm = front.distance * 100
    if cm >= 80:
        beeper.stop()
        sleep(0.05)
    elif cm <= 10:
        beeper.play("A4")
        sleep(0.05)
    else:
        beeper.play("A4")
        sleep(0.1)
        beeper.stop()
        sleep(0.3)
