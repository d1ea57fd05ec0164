# expect: kind.whole_number_wanted
# helps: shows how to count and divide
from time import sleep
from gpiozero import PWMLED
red = PWMLED(17)
while True:
    for b in range(0, 1, 0.1):
        red.value = b
        sleep(0.2)
