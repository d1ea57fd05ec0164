# expect: code.not_called
# helps: says that nothing is called
from time import sleep
from gpiozero import TrafficLights
lights = TrafficLights(17, 27, 22)
def red():
    lights.red.on()
    sleep(3)
    lights.red.off()
def green():
    lights.green.on()
    sleep(3)
    lights.green.off()
while True:
    red
    green
