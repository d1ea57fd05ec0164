# expect: serial.several_numbers
# helps: a line has two numbers in it
import serial

port = serial.Serial("/dev/ttyACM0", 115200, timeout=2)

word = ""
while word != "READY":
    word = port.readline().decode().strip()

while True:
    line = port.readline().decode().strip()
    light = int(line)
    print("light", light)
