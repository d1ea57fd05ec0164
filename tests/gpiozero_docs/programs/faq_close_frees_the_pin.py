"""Closing a lamp darkens it and frees its pin for another device."""

from time import sleep

from gpiozero import LED, Button

lamp = LED(2)
lamp.on()
print(lamp)
sleep(1)
lamp.close()
print(lamp)
sleep(1)

key = Button(2)
print("pressed" if key.is_pressed else "not pressed")
