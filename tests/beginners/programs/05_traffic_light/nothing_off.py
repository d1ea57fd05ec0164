# expect: traffic.green_and_red
# helps: the moment of the crash is told
from time import sleep
from gpiozero import TrafficLights
lights = TrafficLights(17, 27, 22)

while True:
    lights.red.on()
    sleep(3)
    lights.amber.on()
    sleep(1)
    lights.green.on()
    sleep(3)
