"""Seven lamps show how warm the processor is, from 50 to 90 degrees."""

from signal import pause

from gpiozero import CPUTemperature, LEDBarGraph

processor = CPUTemperature(min_temp=50, max_temp=90)
bar = LEDBarGraph(2, 3, 4, 5, 6, 7, 8, pwm=True)

bar.source = processor

pause()
