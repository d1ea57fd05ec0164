# expect: button.asks_nothing
from time import sleep

from gpiozero import LED, Button

red = LED(17)
button = Button(5)

while True:
    if button:
        red.on()
    else:
        red.off()
    sleep(0.01)
