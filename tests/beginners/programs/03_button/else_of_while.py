# expect: button.stays_on
# helps: it says what was seen, and asks for the other half
from time import sleep
from gpiozero import LED, Button
red = LED(17)
button = Button(5)

while True:
    if button.is_pressed:
        red.on()
else:
    red.off()
