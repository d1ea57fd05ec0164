# expect: button.looks_too_rarely
# helps: it names the sleep between two looks
from time import sleep
from gpiozero import LED, Button
red = LED(17)
button = Button(5)

while True:
    if button.is_pressed:
        red.on()
        sleep(1)
    else:
        red.off()
        sleep(1)
