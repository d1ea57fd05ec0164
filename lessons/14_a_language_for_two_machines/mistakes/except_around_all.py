# expect: lines.believes_bad_lines
import serial

port = serial.Serial("/dev/ttyACM0", 115200, timeout=2)

word = ""
while word != "READY":
    word = port.readline().decode().strip()


while True:
    try:
        line = port.readline().decode().strip()
        text, star, checksum = line.partition("*")
        name, left, right = text.split(",")
        print("left", int(left), "right", int(right))
    except ValueError:
        pass
