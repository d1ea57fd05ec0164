# expect: code.device_as_value
# helps: shows how to ask the button
from time import sleep
from gpiozero import LED, Button
red = LED(17)
button = Button(5)
while True:
    red.value = button
    sleep(0.01)
