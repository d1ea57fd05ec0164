"""Two lines with two digits exchanged: XOR sees no difference, the kit's CRC-16 does."""

from makerkit.arduino.codec import checksum


def xor_of(text):
    result = 0
    for character in text:
        result = result ^ ord(character)
    return f"{result:02X}"


for text in ["M,120,-80", "M,210,-80"]:
    print(text, "XOR", xor_of(text), "CRC", f"{checksum(text.encode()):04X}")
