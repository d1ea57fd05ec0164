"""A board with brightness breathes as one."""

from gpiozero import LEDBoard

row = LEDBoard(2, 3, 4, pwm=True)
row.pulse(fade_in_time=0.4, fade_out_time=0.4, n=1, background=False)
