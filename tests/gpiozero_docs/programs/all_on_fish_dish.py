"""FishDish: lamps and buzzer are on while its button is down."""

from signal import pause

from gpiozero import FishDish

dish = FishDish()

dish.button.when_pressed = dish.on
dish.button.when_released = dish.off

pause()
