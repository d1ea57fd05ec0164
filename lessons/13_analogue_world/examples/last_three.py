"""A list that keeps the last three values."""

last_three = []

for value in [50, 51, 3, 52, 53]:
    last_three.append(value)
    if len(last_three) > 3:
        last_three.pop(0)
    print(last_three)
