# expect: kind.number_wanted
# helps: says which value is text, and how a number is written
from time import sleep
from gpiozero import LED
red = LED(17)
while True:
    red.on()
    sleep("0.5")
    red.off()
    sleep("0.5")
