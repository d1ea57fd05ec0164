# expect: syntax.never_closed
# helps: names the bracket's own line, not the next one
from time import sleep
from gpiozero import LED
red = LED(17
while True:
    red.on()
    sleep(0.5)
    red.off()
    sleep(0.5)
