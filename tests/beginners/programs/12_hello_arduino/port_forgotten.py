# expect: serial.port_is_number
# helps: the speed is given, and the port is not
import serial

port = serial.Serial(115200, timeout=2)

word = ""
while word != "READY":
    word = port.readline().decode().strip()

for number in range(1, 6):
    port.write(f"PING {number}\n".encode())
    answer = port.readline().decode().strip()
    print(answer)
