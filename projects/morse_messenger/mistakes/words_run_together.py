# expect: messenger.words_run_together
from time import sleep

from gpiozero import LED

red = LED(17)

# fmt: off
CODE = {
    "A": ".-", "B": "-...", "C": "-.-.", "D": "-..", "E": ".", "F": "..-.", "G": "--.",
    "H": "....", "I": "..", "J": ".---", "K": "-.-", "L": ".-..", "M": "--", "N": "-.",
    "O": "---", "P": ".--.", "Q": "--.-", "R": ".-.", "S": "...", "T": "-", "U": "..-",
    "V": "...-", "W": ".--", "X": "-..-", "Y": "-.--", "Z": "--..",
}
# fmt: on

for letter in input("Message: ").upper():
    if letter in CODE:
        for mark in CODE[letter]:
            red.on()
            if mark == ".":
                sleep(0.1)
            else:
                sleep(0.3)
            red.off()
            sleep(0.1)
        sleep(0.2)
