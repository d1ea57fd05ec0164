# expect: hello.speeds_differ
import serial

port = serial.Serial("/dev/ttyACM0", 9600, timeout=2)

for number in range(1, 6):
    port.write(f"PING {number}\n".encode())
    print(port.readline())
