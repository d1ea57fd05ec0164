"""A pin with a frequency of its own."""

from time import sleep

from gpiozero import PWMOutputDevice

pin = PWMOutputDevice(21, frequency=500, initial_value=0.25)
sleep(1)
pin.frequency = 1000
sleep(1)
pin.toggle()
sleep(1)
