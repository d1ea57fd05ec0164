"""Seven lamps show how full the disk is."""

from signal import pause

from gpiozero import DiskUsage, LEDBarGraph

bar = LEDBarGraph(2, 3, 4, 5, 6, 7, 8)
bar.source = DiskUsage()

pause()
