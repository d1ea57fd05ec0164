# expect: wiring.code_uses_other_pin
from random import uniform
from time import monotonic, sleep

from gpiozero import LED, Button

red = LED(17)
amber = LED(27)
buttons = {"A": Button(6), "B": Button(5)}


def first_to_press(seconds):
    end = monotonic() + seconds
    while monotonic() < end:
        for name, button in buttons.items():
            if button.is_pressed:
                return name
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
