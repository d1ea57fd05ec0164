# expect: serial.swapped
# helps: port and speed have changed places
import serial

port = serial.Serial(115200, "/dev/ttyACM0", timeout=2)

word = ""
while word != "READY":
    word = port.readline().decode().strip()

for number in range(1, 6):
    port.write(f"PING {number}\n".encode())
    answer = port.readline().decode().strip()
    print(answer)
