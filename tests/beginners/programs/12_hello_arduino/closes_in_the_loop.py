# expect: serial.closed_in_loop
# helps: it is closed in the first round
import serial

port = serial.Serial("/dev/ttyACM0", 115200, timeout=2)

word = ""
while word != "READY":
    word = port.readline().decode().strip()

for number in range(1, 6):
    port.write(f"PING {number}\n".encode())
    answer = port.readline().decode().strip()
    print(answer)
    port.close()
