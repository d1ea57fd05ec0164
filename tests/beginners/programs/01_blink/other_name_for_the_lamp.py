# expect: name.other_device
# helps: says what the lamp is called
from time import sleep
from gpiozero import LED
red = LED(17)
while True:
    led.on()
    sleep(0.5)
    led.off()
    sleep(0.5)
