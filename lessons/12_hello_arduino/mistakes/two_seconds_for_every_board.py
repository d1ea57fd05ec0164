# expect: hello.slow_board
from time import sleep

import serial

port = serial.Serial("/dev/ttyACM0", 115200, timeout=2)

sleep(2)
port.reset_input_buffer()
for number in range(1, 6):
    port.write(f"PING {number}\n".encode())
    answer = port.readline().decode().strip()
    print(answer)
