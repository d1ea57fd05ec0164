# expect: kind.words_and_number
# helps: shows the comma of print
from time import sleep
from gpiozero import DistanceSensor, LEDBoard
front = DistanceSensor(echo=24, trigger=23)
lamps = LEDBoard(22, 27, 17)
while True:
    cm = front.distance * 100
    print(cm + " cm")
    sleep(0.1)
