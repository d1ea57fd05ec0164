# expect: gpio.pin_twice_at
# helps: names both lines and the pin's other names
from time import sleep
from gpiozero import LED
red = LED(17)
lamp = LED("GPIO17")
while True:
    red.on()
    sleep(0.5)
    lamp.off()
    sleep(0.5)
