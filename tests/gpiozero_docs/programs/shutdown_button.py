"""Two seconds on the button switch the Pi off; a short press does nothing."""

from signal import pause
from subprocess import check_call

from gpiozero import Button


def power_down():
    check_call(["sudo", "poweroff"])


power_key = Button(17, hold_time=2)
power_key.when_held = power_down

pause()
