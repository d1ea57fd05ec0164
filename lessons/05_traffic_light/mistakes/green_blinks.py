# expect: traffic.blinks
from time import sleep

from gpiozero import TrafficLights

lights = TrafficLights(17, 27, 22)

while True:
    lights.red.on()
    sleep(3)
    lights.amber.on()
    sleep(1)
    lights.red.off()
    lights.amber.off()
    lights.green.blink()
    sleep(3)
    lights.green.off()
    lights.amber.on()
    sleep(1)
    lights.amber.off()
