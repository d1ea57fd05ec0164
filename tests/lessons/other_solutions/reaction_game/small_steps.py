"""Only what lesson 04 and `randint` offer: many short sleeps, counted."""

from random import randint
from time import sleep

from gpiozero import LED, Button

red = LED(17)
amber = LED(27)
a = Button(5)
b = Button(6)

while True:
    amber.on()
    loser = ""
    for _ in range(randint(200, 490)):
        if a.is_pressed:
            loser = "A"
        if b.is_pressed:
            loser = "B"
        sleep(0.01)
    amber.off()
    if loser == "":
        red.on()
        winner = ""
        while winner == "":
            if a.is_pressed:
                winner = "A"
            elif b.is_pressed:
                winner = "B"
            sleep(0.002)
        red.off()
        print(f"{winner} won!")
    else:
        print(f"Sorry {loser}, you lost")
    sleep(2)
