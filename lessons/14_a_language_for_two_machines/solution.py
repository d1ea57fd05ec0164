"""Lesson 14, A language for two machines: read the speed of two wheels, and believe no bad line."""

import serial

port = serial.Serial("/dev/ttyACM0", 115200, timeout=2)

word = ""
while word != "READY":
    word = port.readline().decode().strip()


def xor_of(text):
    """Return the XOR of all characters, as the sender writes it: two hexadecimal digits."""
    result = 0
    for character in text:
        result = result ^ ord(character)
    return f"{result:02X}"


bad = 0

while True:
    line = port.readline()
    if line == b"":
        continue  # nothing came for 2 s: silence is no bad line
    try:
        text, star, checksum = line.decode().strip().partition("*")
        is_good = checksum == xor_of(text)
        if is_good:  # only now look at what the line says
            name, left, right = text.split(",")
            print("left", int(left), "right", int(right))
    except ValueError:  # bytes that are no text, or a text that is no number
        is_good = False
    if not is_good:
        bad = bad + 1
        print("bad", bad)
