"""Leave out the first readings of a knob, or every second one."""

from itertools import islice
from time import sleep

from gpiozero import MCP3008
from gpiozero.tools import pre_periodic_filtered

knob = MCP3008(channel=0)


def ten_times_a_second(readings):
    for reading in readings:
        sleep(0.1)
        yield reading


readings = ten_times_a_second(knob.values)
for value in islice(pre_periodic_filtered(readings, 5, 0), 3):
    print(f"after the first five: {value:.2f}")
for value in islice(pre_periodic_filtered(readings, 1, 1), 3):
    print(f"every second one: {value:.2f}")
