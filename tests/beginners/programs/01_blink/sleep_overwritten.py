# expect: call.name_overwritten
# helps: names the line that took the name away
from time import sleep
from gpiozero import LED
red = LED(17)
sleep = 0.5
while True:
    red.on()
    sleep(sleep)
    red.off()
    sleep(sleep)
