"""The program sleeps most of the time. Whoever presses then is not seen."""

from time import sleep

from gpiozero import LED, Button

red = LED(17)
button = Button(5)

while True:
    if button.is_pressed:
        red.toggle()
    print("I looked at the button. Now I sleep for 2 seconds.")
    sleep(2)
