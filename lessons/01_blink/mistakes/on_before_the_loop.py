# expect: blink.stays_dark
from time import sleep
from gpiozero import LED
red = LED(17)

red.on()
while True:
    sleep(0.5)
    red.off()
    sleep(0.5)
