# expect: lines.cut_in_halves
import serial

port = serial.Serial("/dev/ttyACM0", 115200, timeout=0.02)

word = ""
while word != "READY":
    word = port.readline().decode().strip()


def xor_of(text):
    result = 0
    for character in text:
        result = result ^ ord(character)
    return f"{result:02X}"


bad = 0

while True:
    line = port.readline()
    if line == b"":
        continue
    try:
        text, star, checksum = line.decode().strip().partition("*")
        is_good = checksum == xor_of(text)
        if is_good:
            name, left, right = text.split(",")
            print("left", int(left), "right", int(right))
    except ValueError:
        is_good = False
    if not is_good:
        bad = bad + 1
        print("bad", bad)
