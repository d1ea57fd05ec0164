# expect: hello.opens_again
import serial

for number in range(1, 6):
    port = serial.Serial("/dev/ttyACM0", 115200, timeout=2)
    word = ""
    while word != "READY":
        word = port.readline().decode().strip()
    port.write(f"PING {number}\n".encode())
    answer = port.readline().decode().strip()
    print(answer)
    port.close()
