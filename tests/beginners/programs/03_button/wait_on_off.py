# expect: button.flickers
# helps: it counts what nobody can see
from time import sleep
from gpiozero import LED, Button
red = LED(17)
button = Button(5)

while True:
    button.wait_for_press()
    red.on()
    red.off()
