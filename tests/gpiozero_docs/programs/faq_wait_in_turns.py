"""Wait for the press, wait for the release, over and over."""

from gpiozero import Button

key = Button(2)

while True:
    print("waiting for a press")
    key.wait_for_press()
    print("waiting for the release")
    key.wait_for_release()
