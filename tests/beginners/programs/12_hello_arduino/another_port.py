# expect: serial.no_port
# helps: the number behind ttyACM is not the one of the board
import serial

port = serial.Serial("/dev/ttyACM1", 115200, timeout=2)

word = ""
while word != "READY":
    word = port.readline().decode().strip()

for number in range(1, 6):
    port.write(f"PING {number}\n".encode())
    answer = port.readline().decode().strip()
    print(answer)
