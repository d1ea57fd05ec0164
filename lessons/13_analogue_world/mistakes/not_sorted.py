# expect: analogue.not_sorted
import serial

port = serial.Serial("/dev/ttyACM0", 115200, timeout=2)

word = ""
while word != "READY":
    word = port.readline().decode().strip()

last_three = []

while True:
    line = port.readline().decode().strip()
    light_text, knob_text = line.split(",")
    last_three.append(int(light_text))
    if len(last_three) > 3:
        last_three.pop(0)
    light = round(last_three[len(last_three) // 2] * 100 / 1023)
    knob = round(int(knob_text) * 100 / 1023)
    print("light", light, "knob", knob)
