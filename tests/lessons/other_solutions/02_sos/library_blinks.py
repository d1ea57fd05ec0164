from time import sleep

from gpiozero import LED

red = LED(17)


def letter(on_time):
    red.blink(on_time, 0.2, n=3, background=False)
    sleep(0.4)


def sos():
    letter(0.2)
    letter(0.6)
    letter(0.2)


while True:
    sos()
    sleep(0.8)
