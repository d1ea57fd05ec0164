# expect: traffic.pins_exchanged
# helps: it tells which lamp is lit for which
from time import sleep
from gpiozero import TrafficLights
lights = TrafficLights(22, 27, 17)

while True:
    lights.value = (1, 0, 0)
    sleep(3)
    lights.value = (1, 1, 0)
    sleep(1)
    lights.value = (0, 0, 1)
    sleep(3)
    lights.value = (0, 1, 0)
    sleep(1)
