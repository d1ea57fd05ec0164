# expect: analogue.divides_too_early
import serial

port = serial.Serial("/dev/ttyACM0", 115200, timeout=2)

word = ""
while word != "READY":
    word = port.readline().decode().strip()

while True:
    line = port.readline().decode().strip()
    light_text, knob_text = line.split(",")
    light = int(light_text) // 1023 * 100
    knob = int(knob_text) // 1023 * 100
    print("light", light, "knob", knob)
