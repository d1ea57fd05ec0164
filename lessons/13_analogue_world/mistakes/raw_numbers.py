# expect: analogue.not_scaled
import serial

port = serial.Serial("/dev/ttyACM0", 115200, timeout=2)

word = ""
while word != "READY":
    word = port.readline().decode().strip()

while True:
    line = port.readline().decode().strip()  # such as "512,300"
    light_text, knob_text = line.split(",")
    light = int(light_text)
    knob = int(knob_text)
    print("light", light, "knob", knob)
