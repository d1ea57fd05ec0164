# expect: wiring.code_uses_other_pin
# helps: names both pins, the one in the program and the one in the wiring
from time import sleep
from gpiozero import LED
red = LED(18)
while True:
    red.on()
    sleep(0.5)
    red.off()
    sleep(0.5)
