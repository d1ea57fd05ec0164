# expect: lines.newline_in_the_checksum
import serial

port = serial.Serial("/dev/ttyACM0", 115200, timeout=2)

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
    try:
        text, star, checksum = port.readline().decode().partition("*")
        if checksum == xor_of(text):
            name, left, right = text.split(",")
            print("left", int(left), "right", int(right))
        else:
            bad = bad + 1
            print("bad", bad)
    except ValueError:
        bad = bad + 1
        print("bad", bad)
