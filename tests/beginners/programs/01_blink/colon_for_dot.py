# expect: syntax.dot_missing
# helps: Python speaks of a name `on`; the sentence speaks of the dot.
from time import sleep
from gpiozero import LED
red = LED(17)
while True:
    red:on()
    sleep(0.5)
    red.off()
    sleep(0.5)
