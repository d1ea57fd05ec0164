from time import sleep

from gpiozero import LED

HALF = 0.5
my_lamp = LED("BOARD11")


def wait():
    sleep(HALF)


while True:
    my_lamp.off()
    wait()
    my_lamp.value = 1
    wait()
