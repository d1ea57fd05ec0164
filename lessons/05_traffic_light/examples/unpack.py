"""A loop can take each tuple apart and give a name to every number in it."""

for lamps, seconds in [(1, 3), (2, 1)]:
    print("Lamps lit:", lamps, "for", seconds, "s")
