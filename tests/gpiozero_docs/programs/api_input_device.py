"""The plain class below all inputs, with a pull-up."""

from signal import pause

from gpiozero import DigitalInputDevice

pin = DigitalInputDevice(4, pull_up=True)
pin.when_activated = lambda: print("active")
pin.when_deactivated = lambda: print("inactive")

pause()
