# expect: hello.prints_for_the_screen
import serial

port = serial.Serial("/dev/ttyACM0", 115200, timeout=2)

word = ""
while word != "READY":
    word = port.readline().decode().strip()

for number in range(1, 6):
    print(f"PING {number}")
    print(port.readline().decode().strip())
