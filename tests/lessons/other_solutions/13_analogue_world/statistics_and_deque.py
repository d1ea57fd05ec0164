from collections import deque
from statistics import median

import serial

port = serial.Serial("/dev/ttyACM0", 115200, timeout=2)
while port.readline().strip() != b"READY":
    pass

last = deque(maxlen=5)
while True:
    light, knob = map(int, port.readline().split(b","))
    last.append(light)
    print(f"light {median(last) / 10.23:.1f} %, knob {knob / 10.23:.1f} %")
