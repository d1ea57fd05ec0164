# expect: traffic.all_dark
from time import sleep
from gpiozero import TrafficLights
lights = TrafficLights(17, 27, 22)

while True:
    lights.red.on()
    sleep(3)
    lights.off()
    sleep(1)
    lights.green.on()
    sleep(3)
    lights.off()
