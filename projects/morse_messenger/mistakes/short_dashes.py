# expect: messenger.dash_length
from time import sleep

from gpiozero import LED

red = LED(17)

UNIT_S = 0.1
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
            sleep(2 * UNIT_S)
        red.off()
        sleep(UNIT_S)
    sleep(2 * UNIT_S)


def send(text):
    for letter in text.upper():
        if letter in CODE:
            send_letter(letter)
        elif letter == " ":
            sleep(4 * UNIT_S)


send(input("Message: "))
print("Sent.")
