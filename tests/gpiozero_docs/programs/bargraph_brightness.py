"""With brightness a bar of five lamps shows steps finer than a fifth."""

from time import sleep

from gpiozero import LEDBarGraph

bar = LEDBarGraph(5, 6, 13, 19, 26, pwm=True)

for filled in (1 / 10, 3 / 10, -3 / 10, 9 / 10, 95 / 100):
    bar.value = filled
    sleep(1)
