# expect: code.after_endless_loop
# helps: says that the second loop is never reached
from time import sleep

from gpiozero import LED

red = LED(17)

while True:
    red.on()
    sleep(0.5)
while True:
    red.off()
    sleep(0.5)
