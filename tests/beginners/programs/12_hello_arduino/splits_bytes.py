# expect: serial.bytes_not_text
# helps: bytes are split by a text
import serial

port = serial.Serial("/dev/ttyACM0", 115200, timeout=2)

word = ""
while word != "READY":
    word = port.readline().decode().strip()

for number in range(1, 6):
    port.write(f"PING {number}\n".encode())
    answer = port.readline().split(" ")
    print(answer[1])
