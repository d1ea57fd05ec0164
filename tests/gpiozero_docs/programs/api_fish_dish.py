"""Wait for the dish's button, then all its lamps."""

from signal import pause

from gpiozero import FishDish

dish = FishDish()
dish.button.wait_for_press()
dish.lights.on()

pause()
