# expect: attribute.of_call
# helps: says that two lines are needed
from time import sleep
from gpiozero import LED
red = LED(17)
while True:
    red.on().sleep(0.5)
    red.off().sleep(0.5)
