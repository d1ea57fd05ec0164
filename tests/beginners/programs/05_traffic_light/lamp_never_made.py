# expect: name.device_missing
# helps: says that no line makes this lamp
from time import sleep
from gpiozero import LED
red = LED(17)
green = LED(22)
while True:
    red.on()
    sleep(3)
    amber.on()
    sleep(1)
    red.off()
    amber.off()
    green.on()
    sleep(3)
    green.off()
