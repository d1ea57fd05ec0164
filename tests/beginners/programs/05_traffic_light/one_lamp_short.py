# expect: code.number_of_values
# helps: says how many numbers are needed
from time import sleep
from gpiozero import TrafficLights
lights = TrafficLights(17, 27, 22)
while True:
    lights.value = 1, 0
    sleep(3)
