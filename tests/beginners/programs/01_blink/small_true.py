# expect: name.wrong_case
# helps: shows the capital letter
from time import sleep
from gpiozero import LED
red = LED(17)
while true:
    red.on()
    sleep(0.5)
    red.off()
    sleep(0.5)
