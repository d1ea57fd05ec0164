"""What comes out of a voltage divider: the lower resistor's share of the whole."""

VOLTS = 5

for upper_ohm, lower_ohm in [(1000, 2000), (2000, 1000)]:
    out = VOLTS * lower_ohm / (upper_ohm + lower_ohm)
    print(upper_ohm, "above and", lower_ohm, "below:", round(out, 2), "V")
