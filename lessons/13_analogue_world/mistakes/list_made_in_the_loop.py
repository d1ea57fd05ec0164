# expect: analogue.list_made_anew
import serial

port = serial.Serial("/dev/ttyACM0", 115200, timeout=2)

word = ""
while word != "READY":
    word = port.readline().decode().strip()

def percent(raw):
    return round(raw * 100 / 1023)

while True:
    values = []
    line = port.readline().decode().strip()
    light, knob = line.split(",")
    values.append(int(light))
    if len(values) > 3:
        values.pop(0)
    light = sorted(values)[len(values) // 2]
    print("light", percent(light), "knob", percent(int(knob)))
