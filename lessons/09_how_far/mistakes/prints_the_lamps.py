# expect: far.no_lamp_switched
from time import sleep

from gpiozero import DistanceSensor, LEDBoard

front = DistanceSensor(echo=24, trigger=23, max_distance=1)
lamps = LEDBoard(22, 27, 17)


while True:
    cm = front.distance * 100
    if cm < 10:
        print("green and amber and red")
    elif cm < 50:
        print("green and amber")
    elif cm < 100:
        print("green")
    else:
        print("none")
    sleep(0.1)
