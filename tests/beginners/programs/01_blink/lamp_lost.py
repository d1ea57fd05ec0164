# expect: attribute.device_lost
# helps: shows how one line becomes two
from time import sleep
from gpiozero import LED
red = LED(17).on()
while True:
    red.off()
    sleep(0.5)
    red.on()
    sleep(0.5)
