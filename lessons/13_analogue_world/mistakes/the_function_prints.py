# expect: analogue.two_lines
import serial

port = serial.Serial("/dev/ttyACM0", 115200, timeout=2)

word = ""
while word != "READY":
    word = port.readline().decode().strip()

def percent(raw):
    print(round(raw * 100 / 1023))

while True:
    line = port.readline().decode().strip()
    light, knob = line.split(",")
    percent(int(light))
    percent(int(knob))
