# expect: hello.other_printed

import serial

# Opening the port restarts the Arduino. For about 1.6 s it hears nothing.
port = serial.Serial("/dev/ttyACM0", 115200, timeout=2)

# It says itself when it is ready. That is better than sleep(2): it is right for a slow board, too.
word = ""
while word != "READY":
    word = port.readline().decode().strip()

for number in range(1, 6):
    port.write(f"PING {number}\n".encode())
    answer = port.readline().decode().strip()  # waits until the whole line is there
    print(answer[5:])
