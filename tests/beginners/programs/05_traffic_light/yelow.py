# expect: attribute.typo
# helps: gives the right name
from time import sleep
from gpiozero import TrafficLights
lights = TrafficLights(17, 27, 22)
while True:
    lights.red.on()
    sleep(3)
    lights.yelow.on()
    sleep(1)
    lights.red.off()
    lights.yellow.off()
    lights.green.on()
    sleep(3)
    lights.green.off()
