# expect: code.compared_for_nobody
# helps: shows the one equals sign that sets the value
from time import sleep
from gpiozero import LED
red = LED(17)
while True:
    red.value == 1
    sleep(0.5)
    red.value == 0
    sleep(0.5)
