# expect: blink.only_a_few_times
# helps: it counts the blinks, so the end of the loop is seen
from time import sleep
from gpiozero import LED
red = LED(17)

for i in range(5):
    red.on()
    sleep(0.5)
    red.off()
    sleep(0.5)
