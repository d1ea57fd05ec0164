"""How full the disk is, told once and shown on five lamps."""

from signal import pause

from gpiozero import DiskUsage, LEDBarGraph

disk = DiskUsage()
print(0 <= disk.usage <= 100)

bar = LEDBarGraph(5, 6, 13, 19, 25, pwm=True)
bar.source = disk

pause()
