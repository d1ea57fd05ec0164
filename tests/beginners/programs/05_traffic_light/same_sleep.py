# expect: traffic.wrong_time
# helps: the state is named with both times
from time import sleep
from gpiozero import TrafficLights
lights = TrafficLights(17, 27, 22)

STATES = [(1,0,0,3), (1,1,0,1), (0,0,1,3), (0,1,0,1)]
while True:
    for state in STATES:
        lights.value = state
        sleep(3)
