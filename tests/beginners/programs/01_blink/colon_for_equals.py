# expect: code.colon_for_equals
# helps: Python reads the colon without a word; the sentence names it.
from time import sleep
from gpiozero import LED
red: LED(17)
while True:
    red.on()
    sleep(0.5)
    red.off()
    sleep(0.5)
