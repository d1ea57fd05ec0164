"""Short ticks: the loop turns fast, and a clock says when the next beep is due."""

from time import monotonic, sleep

from gpiozero import DistanceSensor, TonalBuzzer

front = DistanceSensor(echo=24, trigger=23)
beeper = TonalBuzzer(18)
next_s = 0.0

while True:
    metres = front.distance
    now = monotonic()
    if metres < 0.09:
        beeper.play("C5")
    elif metres < 0.75:
        if now >= next_s:
            beeper.play("C5")
            sleep(0.04)
            next_s = now + 0.1 + metres
        beeper.stop()
    else:
        beeper.stop()
    sleep(0.02)
