"""A digit with a common anode: its segments shine when their pins are low."""

from signal import pause

from gpiozero import LEDCharDisplay

digit = LEDCharDisplay(4, 5, 6, 7, 8, 9, 10, active_high=False)
digit.value = "C"

pause()
