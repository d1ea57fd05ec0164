# expect: lines.sum_begun_anew
# helps: the line that must move above the loop
import serial

port = serial.Serial("/dev/ttyACM0", 115200, timeout=2)

word = ""
while word != "READY":
    word = port.readline().decode().strip()

def xor_of(text):
    for letter in text:
        result = 0
        result = result ^ ord(letter)
    return f"{result:02X}"

bad = 0
while True:
    line = port.readline()
    if line == b"":
        continue
    try:
        text, star, checksum = line.decode().strip().partition("*")
        if checksum == xor_of(text):
            name, left, right = text.split(",")
            print("left", int(left), "right", int(right))
        else:
            bad = bad + 1
            print("bad", bad)
    except ValueError:
        bad = bad + 1
        print("bad", bad)
