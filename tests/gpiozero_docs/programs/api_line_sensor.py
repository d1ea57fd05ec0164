"""Say when the sensor sees the line and when it loses it."""

from signal import pause

from gpiozero import LineSensor

floor = LineSensor(4)
floor.when_line = lambda: print("on the line")
floor.when_no_line = lambda: print("off the line")

pause()
