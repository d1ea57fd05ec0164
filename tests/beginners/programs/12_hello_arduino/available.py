# expect: serial.arduino_word
# helps: asks as in the sketch
import serial

port = serial.Serial("/dev/ttyACM0", 115200, timeout=2)

word = ""
while word != "READY":
    word = port.readline().decode().strip()

while not port.available():
    pass
for number in range(1, 6):
    port.write(f"PING {number}\n".encode())
    answer = port.readline().decode().strip()
    print(answer)
