# expect: import.wrong_name
# helps: gives the right name
from time import sleep
from gpiozero import TrafficLight
lights = TrafficLight(17, 27, 22)
while True:
    lights.red.on()
    sleep(3)
