# expect: name.needs_device
# helps: shows the button in front
from time import sleep
from gpiozero import LED, Button
red = LED(17)
button = Button(5)
while True:
    if is_pressed(button):
        red.on()
    else:
        red.off()
    sleep(0.01)
