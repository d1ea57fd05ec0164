"""A lamp between 3.3 V and the pin shines when the pin is low."""

from time import sleep

from gpiozero import LED

lamp = LED(17, active_high=False, initial_value=True)
sleep(1)
lamp.off()
sleep(1)
