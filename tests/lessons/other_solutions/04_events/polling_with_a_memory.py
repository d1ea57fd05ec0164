from time import sleep

from gpiozero import LED, Button

red = LED(17)
button = Button(5)
was_pressed = False
while True:
    is_pressed = button.is_pressed
    if is_pressed and not was_pressed:
        red.toggle()
    was_pressed = is_pressed
    sleep(0.03)
