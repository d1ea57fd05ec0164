# expect: lines.written_by_hex
# helps: hex writes 0x in front; what the page has shown writes two digits
import serial

port = serial.Serial("/dev/ttyACM0", 115200, timeout=2)

word = ""
while word != "READY":
    word = port.readline().decode().strip()

def xor_of(text):
    result = 0
    for letter in text:
        result = result ^ ord(letter)
    return hex(result)

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
