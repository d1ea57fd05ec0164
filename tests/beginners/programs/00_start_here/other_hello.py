# expect: start.still_nobody
# helps: it says which word must change
"""Lesson 00, Start here: a first program that says hello and lets the red lamp blink."""

from time import sleep

from gpiozero import LED

name = "nobody"  # put your own name between the quotes

print("Hello Shilan,", name)

# The rest lets the lamp blink. You need not understand it yet: lesson 01 explains it line by line.
red = LED(17)

while True:
    red.on()
    sleep(0.5)
    red.off()
    sleep(0.5)
