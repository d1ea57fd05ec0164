# expect: code.compared_for_nobody
# helps: shows the one equals sign
from time import sleep
from gpiozero import TrafficLights
lights = TrafficLights(17, 27, 22)
state = 0
while True:
    if state == 0:
        lights.value = (1, 0, 0)
        sleep(3)
        state == 1
    elif state == 1:
        lights.value = (1, 1, 0)
        sleep(1)
