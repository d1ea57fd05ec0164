# expect: serial.few_values
# helps: a line has two values
import serial

port = serial.Serial("/dev/ttyACM0", 115200, timeout=2)

word = ""
while word != "READY":
    word = port.readline().decode().strip()

while True:
    line = port.readline().decode().strip()
    light, knob, third = line.split(",")
    print("light", light, "knob", knob)
