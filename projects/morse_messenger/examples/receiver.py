"""Morse receiver for a second Pi: reads flashes on GPIO26 and prints the letters.

1. A cable: GPIO17 of the sender through a resistor of 1 kilohm to GPIO26 here, and GND to GND.
2. Or light: a light-sensor module of 3.3 V, its digital output to GPIO26.
"""

from time import monotonic

from gpiozero import DigitalInputDevice

line = DigitalInputDevice(26)

UNIT_S = 0.1
LETTERS = {".-": "A", ".": "E", "..": "I", "---": "O", "...": "S", "-": "T"}  # write the others

marks = ""
while True:
    came = line.wait_for_active(timeout=2 * UNIT_S)  # dark for so long: the letter is over
    if came:
        since = monotonic()
        line.wait_for_inactive()
        marks = marks + ("." if monotonic() - since < 2 * UNIT_S else "-")
    elif marks:
        print(LETTERS.get(marks, "?"), flush=True)
        marks = ""
