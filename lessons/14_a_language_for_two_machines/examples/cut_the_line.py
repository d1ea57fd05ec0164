"""Take a line apart: first at the star, then at the commas."""

line = "M,120,-80*5B"

text, star, checksum = line.partition("*")
print(text)
print(checksum)
print(text.split(","))
