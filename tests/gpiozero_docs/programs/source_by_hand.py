"""The same without a source: copy the value a hundred times a second."""

from time import sleep

from gpiozero import LED, Button

lamp = LED(17)
key = Button(2)

while True:
    lamp.value = key.value
    sleep(0.01)
