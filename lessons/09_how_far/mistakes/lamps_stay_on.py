# expect: far.lamps_stay_on
from time import sleep

from gpiozero import LED, DistanceSensor

front = DistanceSensor(echo=24, trigger=23, max_distance=1)
red = LED(17)
amber = LED(27)
green = LED(22)

while True:
    cm = front.distance * 100
    if cm < 100:
        green.on()
    if cm < 50:
        amber.on()
    if cm < 10:
        red.on()
    sleep(0.1)
