"""Morse messenger: a typed text goes out as flashes of the red lamp."""

from time import sleep

from gpiozero import LED

red = LED(17)

UNIT_S = 0.1  # a dot; everything else is counted in dots
# fmt: off
CODE = {
    "A": ".-", "B": "-...", "C": "-.-.", "D": "-..", "E": ".", "F": "..-.", "G": "--.",
    "H": "....", "I": "..", "J": ".---", "K": "-.-", "L": ".-..", "M": "--", "N": "-.",
    "O": "---", "P": ".--.", "Q": "--.-", "R": ".-.", "S": "...", "T": "-", "U": "..-",
    "V": "...-", "W": ".--", "X": "-..-", "Y": "-.--", "Z": "--..",
    "0": "-----", "1": ".----", "2": "..---", "3": "...--", "4": "....-",
    "5": ".....", "6": "-....", "7": "--...", "8": "---..", "9": "----.",
}
# fmt: on


def send_letter(letter):
    for mark in CODE[letter]:
        red.on()
        if mark == ".":
            sleep(UNIT_S)
        else:
            sleep(3 * UNIT_S)
        red.off()
        sleep(UNIT_S)
    sleep(2 * UNIT_S)  # with the one behind the last mark: 3 between letters


def send(text):
    for letter in text.upper():  # the table knows capitals only
        if letter in CODE:  # what Morse has no sign for is left out
            send_letter(letter)
        elif letter == " ":
            sleep(4 * UNIT_S)  # with the 3 behind the letter: 7 between words


send(input("Message: "))
print("Sent.")
