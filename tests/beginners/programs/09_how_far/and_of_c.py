# expect: syntax.operator
# helps: gives Python's word
from time import sleep
from gpiozero import DistanceSensor, LEDBoard
front = DistanceSensor(echo=24, trigger=23)
lamps = LEDBoard(22, 27, 17)
while True:
    cm = front.distance * 100
    if cm > 10 && cm < 50:
        lamps.value = (1, 1, 0)
    sleep(0.1)
