# expect: code.class_asked
# helps: says that it is not the own button
from time import sleep
from gpiozero import LED, Button
red = LED(17)
button = Button(5)
while True:
    if Button.is_pressed:
        red.on()
    else:
        red.off()
    sleep(0.01)
