# expect: serial.str_of_bytes
# helps: str() writes the bytes down
import serial

port = serial.Serial("/dev/ttyACM0", 115200, timeout=2)

word = ""
while word != "READY":
    word = port.readline().decode().strip()

while True:
    line = str(port.readline())
    light = int(line)
    print("light", light)
