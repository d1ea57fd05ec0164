# expect: attribute.part_of_board
# helps: shows on and off of this lamp
from time import sleep
from gpiozero import TrafficLights
lights = TrafficLights(17, 27, 22)
while True:
    lights.red = 1
    sleep(3)
    lights.red = 0
    lights.green = 1
    sleep(3)
