# expect: traffic.ended
# helps: the light that stopped is told from a wrong order
from time import sleep
from gpiozero import TrafficLights
lights = TrafficLights(17, 27, 22)

lights.red.on()
sleep(3)
lights.amber.on()
sleep(1)
lights.off()
lights.green.on()
sleep(3)
lights.off()
lights.amber.on()
sleep(1)
