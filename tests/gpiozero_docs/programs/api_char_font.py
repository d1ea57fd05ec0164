"""A digit with letters of one's own."""

from time import sleep

from gpiozero import LEDCharDisplay, LEDCharFont

letters = LEDCharFont(
    {
        " ": (0, 0, 0, 0, 0, 0, 0),
        "D": (1, 1, 1, 1, 1, 1, 0),
        "a": (1, 1, 1, 1, 1, 0, 1),
    }
)
digit = LEDCharDisplay(26, 13, 12, 22, 17, 19, 6, dp=5, font=letters)

for sign in ("D", "a.", " "):
    digit.value = sign
    print(repr(digit.value))
    sleep(1)
