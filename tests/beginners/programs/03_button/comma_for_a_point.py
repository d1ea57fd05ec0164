# expect: syntax.comma_for_point
# helps: shows the point
from time import sleep

from gpiozero import LED, Button

red = LED(17)
button = Button(5)

while True:
    if button,is_pressed:
        red.on()
    else:
        red.off()
    sleep(0.01)
