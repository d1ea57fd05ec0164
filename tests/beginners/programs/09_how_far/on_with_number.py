# expect: far.on_with_number
# helps: says what a number in the brackets of on() means
"""Lesson 09, How far? The nearer something is, the more lamps are lit."""

from time import sleep

from gpiozero import DistanceSensor, LEDBoard

# Farther than max_distance, and where no echo comes back, the sensor says exactly 1 metre.
front = DistanceSensor(echo=24, trigger=23, max_distance=1)
lamps = LEDBoard(22, 27, 17)  # green, amber, red

while True:
    cm = front.distance * 100  # gpiozero measures in metres
    print(round(cm), "cm")
    if cm < 10:
        lamps.on(2)
    elif cm < 50:
        lamps.on(1)
    elif cm < 100:
        lamps.on(0)
    else:
        lamps.off()
    sleep(0.1)
