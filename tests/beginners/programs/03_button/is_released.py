# expect: attribute.not_pressed
# helps: gives the words that Python has for it
from time import sleep
from gpiozero import LED, Button
red = LED(17)
button = Button(5)
while True:
    if button.is_pressed:
        red.on()
    if button.is_released:
        red.off()
    sleep(0.01)
