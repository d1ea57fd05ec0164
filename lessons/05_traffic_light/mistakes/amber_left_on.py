# expect: traffic.amber_left_on
from time import sleep
from gpiozero import TrafficLights
lights = TrafficLights(17, 27, 22)

while True:
    lights.red.on()
    sleep(3)
    lights.amber.on()
    sleep(1)
    lights.off()
    lights.green.on()
    sleep(3)
    lights.off()
    lights.amber.on()
    sleep(1)
