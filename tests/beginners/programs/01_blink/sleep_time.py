# expect: attribute.words_turned
# helps: It says which of the two words belongs to which.
from time import sleep
from gpiozero import LED
red = LED(17)
while True:
    red.on()
    sleep.time(0.5)
    red.off()
    sleep.time(0.5)
