# expect: code.not_returned
# helps: return is missing, and it is written out
import serial

port = serial.Serial("/dev/ttyACM0", 115200, timeout=2)

word = ""
while word != "READY":
    word = port.readline().decode().strip()

def percent(raw):
    raw * 100 // 1023

last_three = []
while True:
    line = port.readline().decode().strip()
    light_text, knob_text = line.split(",")
    last_three.append(int(light_text))
    if len(last_three) > 3:
        last_three.pop(0)
    light = sorted(last_three)[len(last_three) // 2]
    print("light", percent(light), "knob", percent(int(knob_text)))
