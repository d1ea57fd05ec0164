"""Morse messenger: a typed text goes out as flashes of the red lamp."""

from time import sleep

from gpiozero import LED

red = LED(17)

MORSE = {
    "E": ".",
    "I": "..",
    "S": "...",
    "T": "-",
    "O": "---",
}

text = input("Message: ")
for letter in text:
    print(letter)
    red.on()
    sleep(0.1)
    red.off()
    sleep(0.1)
