# expect: game.wrong_winner
from random import uniform
from time import monotonic, sleep

from gpiozero import LED, Button

red = LED(17)
amber = LED(27)
a = Button(5)
b = Button(6)


def first_to_press(seconds):
    end = monotonic() + seconds
    while monotonic() < end:
        if a.is_pressed:
            return "B"
        if b.is_pressed:
            return "A"
        sleep(0.001)
    return None


while True:
    amber.on()
    too_early = first_to_press(uniform(2, 5))
    amber.off()
    if too_early:
        print(too_early, "pressed too early and lost!")
    else:
        red.on()
        print(first_to_press(10), "won!")
        red.off()
    sleep(2)
