"""Half of eight lamps."""

from signal import pause

from gpiozero import PiLiterBarGraph

bar = PiLiterBarGraph()
bar.value = 0.5

pause()
