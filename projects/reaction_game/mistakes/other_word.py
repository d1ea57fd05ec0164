# expect: game.no_winner
from random import uniform
from time import monotonic, sleep

from gpiozero import LED, Button

red = LED(17)
amber = LED(27)
buttons = {"A": Button(5), "B": Button(6)}


def first_to_press(seconds):
    end = monotonic() + seconds
    while monotonic() < end:
        pressed = [name for name, button in buttons.items() if button.is_pressed]
        if pressed:
            return " and ".join(pressed)
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
        winner = first_to_press(10)
        red.off()
        print(winner or "Nobody", "wins!")
    sleep(2)
