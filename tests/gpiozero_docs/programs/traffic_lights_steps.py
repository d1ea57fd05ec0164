"""Green, amber, red, red with amber, green: lamp by lamp."""

from time import sleep

from gpiozero import TrafficLights

junction = TrafficLights(2, 3, 4)
junction.green.on()

while True:
    sleep(10)
    junction.green.off()
    junction.amber.on()
    sleep(1)
    junction.amber.off()
    junction.red.on()
    sleep(10)
    junction.amber.on()
    sleep(1)
    junction.green.on()
    junction.amber.off()
    junction.red.off()
