# expect: hello.looked_once
import serial

port = serial.Serial("/dev/ttyACM0", 115200, timeout=2)

word = port.readline().decode().strip()
if word == "READY":
    for number in range(1, 6):
        port.write(f"PING {number}\n".encode())
        print(port.readline().decode().strip())
