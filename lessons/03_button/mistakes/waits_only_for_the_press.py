# expect: button.goes_off_too_early
from time import sleep

from gpiozero import LED, Button

red = LED(17)
button = Button(5)

while True:
    button.wait_for_press()
    red.on()
    sleep(0.5)
    red.off()
