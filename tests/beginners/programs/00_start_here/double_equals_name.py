# expect: code.compared_for_nobody
# helps: It shows the line with two signs, not the one that prints.
"""Lesson 00, Start here: say hello to one person, and let the red lamp blink."""

from time import sleep

from gpiozero import LED

# A text stands between quotes. Without them Python would look for a thing called Dilan.
name == "Dilan"

# No quotes around name here: we do not want the word "name", we want the text that is in it.
print("Hello,", name)

# The rest lets the lamp blink. You need not understand it yet: lesson 01 explains it line by line.
red = LED(17)

while True:
    red.on()
    sleep(0.5)
    red.off()
    sleep(0.5)
