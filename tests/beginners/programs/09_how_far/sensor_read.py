# expect: attribute.other_word
# helps: gives gpiozero's word
from time import sleep
from gpiozero import DistanceSensor, LEDBoard
front = DistanceSensor(echo=24, trigger=23)
lamps = LEDBoard(22, 27, 17)
while True:
    if front.read() < 10:
        lamps.value = (1, 1, 1)
    sleep(0.1)
