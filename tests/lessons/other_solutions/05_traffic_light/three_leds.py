from time import sleep

from gpiozero import LED

r = LED(17)
a = LED(27)
g = LED(22)


def show(red, amber, green, seconds):
    r.value = red
    a.value = amber
    g.value = green
    sleep(seconds)


while True:
    show(1, 0, 0, 3)
    show(1, 1, 0, 1)
    show(0, 0, 1, 3)
    show(0, 1, 0, 1)
