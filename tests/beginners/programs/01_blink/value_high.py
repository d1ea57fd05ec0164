# expect: name.switch_in_words
# helps: It gives the whole line, not only another word in it.
from time import sleep
from gpiozero import LED
red = LED(17)
while True:
    red.value = HIGH
    sleep(0.5)
    red.off()
    sleep(0.5)
