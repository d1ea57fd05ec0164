# expect: import.foreign
# helps: gives Python's word
from time import wait
from gpiozero import LED
red = LED(17)
while True:
    red.on()
    wait(0.5)
    red.off()
    wait(0.5)
