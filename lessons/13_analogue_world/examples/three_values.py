"""Three values with a wild one among them: the mean and the middle."""

values = [50, 3, 52]

print(sum(values) / 3)
print(sorted(values))
print(sorted(values)[1])
