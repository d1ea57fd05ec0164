# expect: blink.stays_on
# helps: it asks for the line that switches off
from time import sleep
from gpiozero import LED
red = LED(17)

while True:
    red.on()
    sleep(0.5)
    red.on()
    sleep(0.5)
