# expect: call.keyword_typo
# helps: gives the setting's name
from time import sleep
from gpiozero import DistanceSensor, LEDBoard
front = DistanceSensor(echo_pin=24, trigger_pin=23)
lamps = LEDBoard(22, 27, 17)
while True:
    print(front.distance)
    sleep(0.1)
