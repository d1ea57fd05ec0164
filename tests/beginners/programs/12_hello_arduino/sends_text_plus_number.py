# expect: kind.words_and_number_sent
# helps: no print where something is sent, and encode behind all of it
import serial

port = serial.Serial("/dev/ttyACM0", 115200, timeout=2)

word = ""
while word != "READY":
    word = port.readline().decode().strip()

for number in range(1, 6):
    port.write("PING " + number + "\n".encode())
    answer = port.readline().decode().strip()
    print(answer)
