# expect: hello.other_numbers
import serial

port = serial.Serial("/dev/ttyACM0", 115200, timeout=2)

word = ""
while word != "READY":
    word = port.readline().decode().strip()

for number in range(5):
    port.write(f"PING {number}\n".encode())
    answer = port.readline().decode().strip()
    print(answer)
