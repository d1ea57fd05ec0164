# expect: hello.spoke_too_early
import serial

port = serial.Serial("/dev/ttyACM0", 115200, timeout=2)

for number in range(1, 6):
    port.write(f"PING {number}\n".encode())
    answer = port.readline().decode().strip()
    print(answer)
