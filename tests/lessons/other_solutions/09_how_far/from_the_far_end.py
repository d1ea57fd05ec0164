"""The farthest first, with > instead of <, and a larger max_distance."""

from time import sleep

from gpiozero import LED, DistanceSensor

front = DistanceSensor(echo=24, trigger=23, max_distance=2)
lamps = [LED(22), LED(27), LED(17)]


def show(count):
    for number, lamp in enumerate(lamps):
        if number < count:
            lamp.on()
        else:
            lamp.off()


while True:
    cm = int(front.distance * 100)
    if cm >= 100:
        show(0)
    elif cm >= 50:
        show(1)
    elif cm >= 10:
        show(2)
    else:
        show(3)
    sleep(0.1)
