"""The lamp swells and fades like something breathing."""

from signal import pause

from gpiozero import PWMLED

lamp = PWMLED(17)
lamp.pulse()

pause()
