# expect: analogue.two_lines
import serial

port = serial.Serial("/dev/ttyACM0", 115200, timeout=2)

word = ""
while word != "READY":
    word = port.readline().decode().strip()

while True:
    line = port.readline().decode().strip()
    light, knob = line.split(",")
    print("light", round(int(light) * 100 / 1023))
    print("knob", round(int(knob) * 100 / 1023))
