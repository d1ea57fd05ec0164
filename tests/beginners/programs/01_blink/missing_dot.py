# expect: syntax.dot_missing
# helps: It writes the line with its dot.
from time import sleep
from gpiozero import LED
red = LED(17)
while True:
    red on()
    sleep(0.5)
    red.off()
    sleep(0.5)
