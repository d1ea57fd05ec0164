"""The whole text becomes one string of 1 and 0, a unit each."""

from time import sleep

from gpiozero import LED

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
MARKS = (
    ".-|-...|-.-.|-..|.|..-.|--.|....|..|.---|-.-|.-..|--|-.|---|.--.|--.-|.-.|...|-|..-|"
    "...-|.--|-..-|-.--|--.."
)
CODE = dict(zip(LETTERS, MARKS.split("|"), strict=True))
red = LED(17)

bits = ""
for letter in input().upper():
    if letter == " ":
        bits += "0000"
    for mark in CODE.get(letter, ""):
        bits += "10" if mark == "." else "1110"
    if letter in CODE:
        bits += "00"

for bit in bits:
    red.value = int(bit)
    sleep(0.08)
red.off()
