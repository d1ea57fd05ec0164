# expect: syntax.else_if
# helps: gives the one word
from time import sleep
from gpiozero import TrafficLights
lights = TrafficLights(17, 27, 22)
state = 0
while True:
    if state == 0:
        lights.value = (1, 0, 0)
    else if state == 1:
        lights.value = (1, 1, 0)
    sleep(1)
    state = state + 1
