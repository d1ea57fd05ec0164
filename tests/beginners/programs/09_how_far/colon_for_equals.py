# expect: code.colon_for_equals
# helps: shows a line that does nothing
from time import sleep

from gpiozero import DistanceSensor, LEDBoard

front = DistanceSensor(echo=24, trigger=23, max_distance=1)
lamps = LEDBoard(22, 27, 17)

while True:
    cm = front.distance * 100
    if cm < 10:
        lamps.value: (1, 1, 1)
    elif cm < 50:
        lamps.value = (1, 1, 0)
    elif cm < 100:
        lamps.value = (1, 0, 0)
    else:
        lamps.value = (0, 0, 0)
    sleep(0.1)
