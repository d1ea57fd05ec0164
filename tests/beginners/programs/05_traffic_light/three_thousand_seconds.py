# expect: code.long_sleep
# helps: says how many minutes that is
from time import sleep
from gpiozero import TrafficLights
lights = TrafficLights(17, 27, 22)
while True:
    lights.value = (1, 0, 0)
    sleep(3000)
    lights.value = (1, 1, 0)
    sleep(1000)
