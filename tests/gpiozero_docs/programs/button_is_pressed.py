"""Look at the button again and again and tell what it does."""

from gpiozero import Button

key = Button(2)

while True:
    if key.is_pressed:
        print("down")
    else:
        print("up")
