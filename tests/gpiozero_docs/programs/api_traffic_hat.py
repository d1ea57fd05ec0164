"""Wait for the hat's button, then all its lamps."""

from signal import pause

from gpiozero import TrafficHat

hat = TrafficHat()
hat.button.wait_for_press()
hat.lights.on()

pause()
