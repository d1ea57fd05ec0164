"""One press, one line, and the program is over."""

from gpiozero import Button

key = Button(4)
key.wait_for_press()
print("It was pressed.")
