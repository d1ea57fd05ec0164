# expect: hello.gives_up_too_soon
import serial
port = serial.Serial("/dev/ttyACM0", 115200, timeout=0)
word = ""
while word != "READY":
    word = port.readline().decode().strip()

for number in range(1, 6):
    port.write(f"PING {number}\n".encode())
    print(port.readline().decode().strip())
