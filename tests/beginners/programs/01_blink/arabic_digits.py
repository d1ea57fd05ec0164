# expect: syntax.digit
# helps: shows the number with the digits that Python reads
from time import sleep
from gpiozero import LED
red = LED(١٧)
while True:
    red.on()
    sleep(٠٫٥)
    red.off()
    sleep(٠٫٥)
