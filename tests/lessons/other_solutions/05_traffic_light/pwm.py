import time

from gpiozero import TrafficLights

ampel = TrafficLights(red=17, amber=27, green=22, pwm=True)
while True:
    ampel.value = 1, 0, 0
    time.sleep(3)
    ampel.value = 1, 1, 0
    time.sleep(1)
    ampel.value = 0, 0, 1
    time.sleep(3)
    ampel.value = 0, 1, 0
    time.sleep(1)
