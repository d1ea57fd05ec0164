# expect: code.sleep_set
# helps: It says that this line waits for nothing, and writes the right one.
from time import sleep
from gpiozero import LED
red = LED(17)
while True:
    red.on()
    sleep = 0.5
    red.off()
    sleep = 0.5
