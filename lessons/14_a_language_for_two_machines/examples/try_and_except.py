"""What is no number does not end this program."""

bad = 0

for word in ["120", "-80", "1?0", ""]:
    try:
        print(int(word))
    except ValueError:
        bad = bad + 1

print(bad, "were no numbers")
