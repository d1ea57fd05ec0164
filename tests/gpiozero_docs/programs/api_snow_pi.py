"""A snowman: eyes on, nose breathing, arms blinking."""

from signal import pause

from gpiozero import SnowPi

snowman = SnowPi(pwm=True)
snowman.eyes.on()
snowman.nose.pulse()
snowman.arms.blink()

pause()
