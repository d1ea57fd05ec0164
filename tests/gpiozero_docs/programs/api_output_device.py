"""The plain class below all outputs."""

from time import sleep

from gpiozero import DigitalOutputDevice

pin = DigitalOutputDevice(21)
pin.blink(on_time=0.2, off_time=0.3, n=2, background=False)
pin.toggle()
sleep(1)
