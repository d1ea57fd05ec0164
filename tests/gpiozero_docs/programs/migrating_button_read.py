"""Is the button down now?"""

from time import sleep

from gpiozero import Button

key = Button(4)
sleep(1)
if key.is_pressed:
    print("it is down")
