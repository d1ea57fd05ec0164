# expect: sos.flashes_melt_together
from time import sleep

from gpiozero import LED

red = LED(17)


def flash(seconds):
    red.on()
    sleep(seconds)
    red.off()


s = [0.2, 0.2, 0.2]
o = [0.6, 0.6, 0.6]

while True:
    for letter in [s, o, s]:
        for seconds in letter:
            flash(seconds)
        sleep(0.6)
    sleep(0.8)
