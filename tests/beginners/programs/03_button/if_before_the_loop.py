# expect: button.asked_before_the_loop
# helps: it says which lines belong into the loop
from time import sleep

from gpiozero import LED, Button

red = LED(17)
button = Button(5)

if button.is_pressed:
    red.on()
else:
    red.off()

while True:
    sleep(0.01)
