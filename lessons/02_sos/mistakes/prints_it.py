# expect: sos.no_lamp
from time import sleep

from gpiozero import LED

UNIT = 0.2
DOT = 1
DASH = 3

red = LED(17)


while True:
    print("... --- ...")
    sleep(1.4)
