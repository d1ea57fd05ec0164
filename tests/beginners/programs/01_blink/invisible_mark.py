# expect: syntax.invisible
# helps: names what cannot be seen, and makes it visible
from time import sleep
from gpiozero import LED
red = LED(‏17)
while True:
    red.on()
    sleep(0.5)
