# expect: attribute.no_device_given
# helps: points to the order in the call
from time import sleep
from gpiozero import LED
red = LED(17)
def flash(led, t):
    led.on()
    sleep(t)
    led.off()
    sleep(0.2)
while True:
    flash(0.2, red)
