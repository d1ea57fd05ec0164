# expect: name.look_alike_made
# helps: says that two names that look alike are not
from time import sleep
from gpiozero import LED
redـled = LED(17)
while True:
    red_led.on()
    sleep(0.5)
    red_led.off()
    sleep(0.5)
