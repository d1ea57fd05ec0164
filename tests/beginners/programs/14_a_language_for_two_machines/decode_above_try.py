# expect: lines.bytes_are_no_text
# helps: the line that has ended it, not the first one with a decode
import serial

port = serial.Serial("/dev/ttyACM0", 115200, timeout=2)

word = ""
while word != "READY":
    word = port.readline().decode().strip()

def xor_of(text):
    result = 0
    for letter in text:
        result = result ^ ord(letter)
    return f"{result:02X}"

bad = 0
while True:
    line = port.readline().decode().strip()
    if line == "":
        continue
    try:
        text, star, checksum = line.partition("*")
        if checksum == xor_of(text):
            name, left, right = text.split(",")
            print("left", int(left), "right", int(right))
        else:
            bad = bad + 1
            print("bad", bad)
    except ValueError:
        bad = bad + 1
        print("bad", bad)
