# expect: value.index_of
# helps: says how many there are and which is the last
from time import sleep
from gpiozero import LED
red = LED(17)
s = [1, 1, 1]
while True:
    for i in range(4):
        red.on()
        sleep(s[i] * 0.2)
        red.off()
        sleep(0.2)
