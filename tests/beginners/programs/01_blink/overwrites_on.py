# expect: code.method_overwritten
# helps: says that nothing is switched, and shows the brackets
from time import sleep
from gpiozero import LED
red = LED(17)
while True:
    red.on = True
    sleep(0.5)
    red.on = False
    sleep(0.5)
