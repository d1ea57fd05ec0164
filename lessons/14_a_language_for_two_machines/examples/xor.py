"""XOR of two numbers, bit by bit, and of all letters of a text."""

print(bin(ord("M")), bin(ord(",")), bin(ord("M") ^ ord(",")))

result = 0
for character in "M,7":
    result = result ^ ord(character)
    print(character, ord(character), result)

print(f"{result:02X}")
