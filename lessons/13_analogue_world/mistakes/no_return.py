# expect: analogue.gives_nothing_back
import serial

port = serial.Serial("/dev/ttyACM0", 115200, timeout=2)

word = ""
while word != "READY":
    word = port.readline().decode().strip()

def percent(raw):
    round(raw * 100 / 1023)

while True:
    line = port.readline().decode().strip()
    light, knob = line.split(",")
    print("light", percent(int(light)), "knob", percent(int(knob)))
