# expect: serial.word_not_number
# helps: the checksum is still behind the number
import serial

port = serial.Serial("/dev/ttyACM0", 115200, timeout=2)

word = ""
while word != "READY":
    word = port.readline().decode().strip()

while True:
    line = port.readline().decode().strip()
    name, left, right = line.split(",")
    print("left", int(left), "right", int(right))
