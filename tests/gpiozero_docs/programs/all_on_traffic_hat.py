"""TrafficHat: lamps and buzzer are on while its button is down."""

from signal import pause

from gpiozero import TrafficHat

hat = TrafficHat()

hat.button.when_pressed = hat.on
hat.button.when_released = hat.off

pause()
