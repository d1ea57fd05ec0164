# expect: button.leaves_its_loop
from time import sleep

from gpiozero import LED, Button

red = LED(17)
button = Button(5)

while True:
    if button.is_pressed:
        red.on()
    else:
        red.off()
        break
    sleep(0.01)
