"""An LED bar graph of three, and a table of limits."""

from signal import pause

from gpiozero import DistanceSensor, LEDBarGraph

front = DistanceSensor(echo=24, trigger=23, max_distance=1.2)
bar = LEDBarGraph(22, 27, 17)
LIMITS = [1.0, 0.5, 0.1]


def lit_shares():
    for share in front.values:
        metres = share * front.max_distance
        yield sum(metres < limit for limit in LIMITS) / 3


bar.source = lit_shares()
pause()
