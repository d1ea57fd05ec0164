# expect: traffic.does_not_begin_with_red
from time import sleep
from gpiozero import TrafficLights
lights = TrafficLights(17, 27, 22)

while True:
    lights.value = (0, 0, 1)
    sleep(3)
    lights.value = (0, 1, 0)
    sleep(1)
    lights.value = (1, 0, 0)
    sleep(3)
    lights.value = (1, 1, 0)
    sleep(1)
