# expect: analogue.two_pieces
import serial

port = serial.Serial("/dev/ttyACM0", 115200, timeout=2)

word = ""
while word != "READY":
    word = port.readline().decode().strip()

while True:
    number = int(port.read(6))
    print("light", round(number * 100 / 1023), "knob", 0)
