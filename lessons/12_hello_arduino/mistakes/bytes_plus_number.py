# expect: hello.number_is_no_bytes
import serial

port = serial.Serial("/dev/ttyACM0", 115200, timeout=2)

word = ""
while word != "READY":
    word = port.readline().decode().strip()

for number in range(1, 6):
    port.write("PING ".encode() + number + "\n".encode())
    print(port.readline().decode().strip())
