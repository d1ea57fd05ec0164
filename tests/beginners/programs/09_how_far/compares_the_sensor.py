# expect: kind.device_in_sum
# helps: gives the value to compare
from time import sleep
from gpiozero import DistanceSensor, LEDBoard
front = DistanceSensor(echo=24, trigger=23)
lamps = LEDBoard(22, 27, 17)
while True:
    if front < 0.1:
        lamps.on()
    sleep(0.1)
