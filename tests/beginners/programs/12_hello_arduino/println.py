# expect: serial.arduino_word
# helps: writes as in the sketch
import serial

port = serial.Serial("/dev/ttyACM0", 115200, timeout=2)

word = ""
while word != "READY":
    word = port.readline().decode().strip()

for number in range(1, 6):
    port.println(f"PING {number}")
    answer = port.readline().decode().strip()
    print(answer)
