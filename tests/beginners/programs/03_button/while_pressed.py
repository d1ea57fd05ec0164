# expect: button.looked_once
# helps: the program ended before any finger
from time import sleep
from gpiozero import LED, Button
red = LED(17)
button = Button(5)

while button.is_pressed:
    red.on()
red.off()
