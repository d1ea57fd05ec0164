# expect: code.undone_at_once
# helps: names the line that is undone, and else
from time import sleep
from gpiozero import LED, Button
red = LED(17)
button = Button(5)
while True:
    if button.is_pressed:
        red.on()
    red.off()
    sleep(0.01)
