# expect: analogue.wrong_full_scale
import serial

port = serial.Serial("/dev/ttyACM0", 115200, timeout=2)

word = ""
while word != "READY":
    word = port.readline().decode().strip()

while True:
    line = port.readline().decode().strip()
    light_text, knob_text = line.split(",")
    light = round(int(light_text) / 9)
    knob = round(int(knob_text) / 9)
    print("light", light, "knob", knob)
