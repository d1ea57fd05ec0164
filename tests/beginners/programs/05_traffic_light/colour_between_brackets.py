# expect: kind.wrong_argument
# helps: shows how one lamp of several is named
from time import sleep
from gpiozero import TrafficLights
lights = TrafficLights(17, 27, 22)
while True:
    lights.on("red")
    sleep(3)
