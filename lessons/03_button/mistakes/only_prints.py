# expect: button.nothing_switches
from time import sleep

from gpiozero import LED, Button

red = LED(17)
button = Button(5)

while True:
    print(button.is_pressed)
    sleep(0.01)
