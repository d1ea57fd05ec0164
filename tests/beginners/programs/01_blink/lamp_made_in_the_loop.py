# expect: gpio.made_in_loop
# helps: says that it is the second round that fails
from time import sleep
from gpiozero import LED
while True:
    red = LED(17)
    red.on()
    sleep(0.5)
    red.off()
    sleep(0.5)
