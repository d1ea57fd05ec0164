# expect: code.same_in_both
from time import sleep
from gpiozero import LED, Button
red = LED(17)
button = Button(5)

while True:
    if button.is_pressed:
        red.on()
    else:
        red.on()
