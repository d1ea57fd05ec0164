# expect: kind.nothing
# helps: says that the function gives nothing back without return
"""Lesson 09, How far? The nearer something is, the more lamps are lit."""

from time import sleep

from gpiozero import DistanceSensor, LEDBoard

# Farther than max_distance, and where no echo comes back, the sensor says exactly 1 metre.
front = DistanceSensor(echo=24, trigger=23, max_distance=1)
lamps = LEDBoard(22, 27, 17)  # green, amber, red

def measure():
    cm = front.distance * 100

while True:
    cm = measure()
    print(round(cm), "cm")
    if cm < 10:  # the nearest first: 5 is also less than 50
        lamps.value = (1, 1, 1)
    elif cm < 50:
        lamps.value = (1, 1, 0)
    elif cm < 100:
        lamps.value = (1, 0, 0)
    else:  # nothing is there
        lamps.value = (0, 0, 0)
    sleep(0.1)
