# expect: code.not_called
# helps: says that nothing is called
from time import sleep
from gpiozero import LED
red = LED(17)
while True:
    print(red.on)
    sleep(0.5)
    print(red.off)
    sleep(0.5)
