"""How busy the Pi is, shown on five lamps."""

from signal import pause

from gpiozero import LEDBarGraph, LoadAverage

work = LoadAverage(min_load_average=0, max_load_average=2)
bar = LEDBarGraph(5, 6, 13, 19, 25, pwm=True)
bar.source = work

pause()
