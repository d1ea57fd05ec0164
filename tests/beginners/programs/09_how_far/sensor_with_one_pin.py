# expect: gpio.two_pins
# helps: names both pins that are needed
from time import sleep
from gpiozero import DistanceSensor, LEDBoard
front = DistanceSensor(24)
lamps = LEDBoard(22, 27, 17)
while True:
    print(front.distance)
    sleep(0.1)
