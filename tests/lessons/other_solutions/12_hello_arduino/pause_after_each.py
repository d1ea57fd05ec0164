import time

import serial

with serial.Serial("/dev/ttyACM0", 115200, timeout=1) as ser:
    while True:
        if b"READY" in ser.readline():
            break
    n = 1
    while n <= 5:
        ser.write(bytes("PING " + str(n) + "\n", "utf-8"))
        print(ser.readline().decode("utf-8").rstrip())
        n += 1
        time.sleep(0.2)
