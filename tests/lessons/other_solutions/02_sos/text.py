import time

from gpiozero import LED

u = 0.2
lamp = LED(17)


def on(t):
    lamp.on()
    time.sleep(t)
    lamp.off()


while True:
    for sign in "... --- ...":
        if sign == ".":
            on(u)
            time.sleep(u)
        elif sign == "-":
            on(3 * u)
            time.sleep(u)
        else:
            time.sleep(2 * u)
    time.sleep(6 * u)
