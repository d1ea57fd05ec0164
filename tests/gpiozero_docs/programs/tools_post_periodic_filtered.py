"""Leave out every tenth reading of a knob."""

from itertools import islice
from time import sleep

from gpiozero import MCP3008
from gpiozero.tools import post_periodic_filtered

knob = MCP3008(channel=0)


def ten_times_a_second(readings):
    for reading in readings:
        sleep(0.1)
        yield reading


for value in islice(post_periodic_filtered(ten_times_a_second(knob.values), 9, 1), 18):
    print(f"{value:.2f}")
