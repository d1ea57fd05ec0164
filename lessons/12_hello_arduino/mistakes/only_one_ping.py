# expect: hello.too_few
import serial

port = serial.Serial("/dev/ttyACM0", 115200, timeout=2)

word = ""
while word != "READY":
    word = port.readline().decode().strip()

port.write("PING 1\n".encode())
answer = port.readline().decode().strip()
print(answer)
