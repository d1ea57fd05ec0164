"""The processor's temperature, told once and shown on five lamps."""

from signal import pause

from gpiozero import CPUTemperature, LEDBarGraph

processor = CPUTemperature(min_temp=50, max_temp=90)
print(f"{processor.temperature:.1f} degrees")

bar = LEDBarGraph(5, 6, 13, 19, 25, pwm=True)
bar.source = processor

pause()
