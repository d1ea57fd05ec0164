"""Print twice a second what the button says: True or False."""

from time import sleep

from gpiozero import Button

button = Button(5)

while True:
    print(button.is_pressed)
    sleep(0.5)
