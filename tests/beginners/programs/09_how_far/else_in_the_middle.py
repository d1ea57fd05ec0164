# expect: syntax.elif_after_else
# helps: says that nothing comes after else
from time import sleep
from gpiozero import DistanceSensor, LEDBoard
front = DistanceSensor(echo=24, trigger=23)
lamps = LEDBoard(22, 27, 17)
while True:
    cm = front.distance * 100
    if cm < 10:
        lamps.value = (1, 1, 1)
    else:
        lamps.value = (0, 0, 0)
    elif cm < 50:
        lamps.value = (1, 1, 0)
    sleep(0.1)
