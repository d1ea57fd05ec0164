# expect: analogue.remembers_too_much
import serial

port = serial.Serial("/dev/ttyACM0", 115200, timeout=2)

word = ""
while word != "READY":
    word = port.readline().decode().strip()

values = []

while True:
    line = port.readline().decode().strip()
    light_text, knob_text = line.split(",")
    values.append(int(light_text))
    light = round(sorted(values)[len(values) // 2] * 100 / 1023)
    knob = round(int(knob_text) * 100 / 1023)
    print("light", light, "knob", knob)
