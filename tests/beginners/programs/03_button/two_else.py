# expect: syntax.second_else
# helps: says that there is one already
from time import sleep

from gpiozero import LED, Button

red = LED(17)
button = Button(5)

while True:
    if button.is_pressed:
        red.on()
    else:
        red.off()
    else:
        sleep(0.01)
