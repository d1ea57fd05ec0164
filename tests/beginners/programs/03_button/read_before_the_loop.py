# expect: code.read_before_loop
# helps: says when it was read, and what to move
from time import sleep
from gpiozero import LED, Button
red = LED(17)
button = Button(5)
pressed = button.is_pressed
while True:
    if pressed:
        red.on()
    else:
        red.off()
    sleep(0.01)
