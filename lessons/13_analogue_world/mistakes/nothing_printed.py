# expect: analogue.prints_nothing
import serial

port = serial.Serial("/dev/ttyACM0", 115200, timeout=2)

word = ""
while word != "READY":
    word = port.readline().decode().strip()

while True:
    line = port.readline().decode().strip()
    light_text, knob_text = line.split(",")
    light = round(int(light_text) * 100 / 1023)
    knob = round(int(knob_text) * 100 / 1023)
