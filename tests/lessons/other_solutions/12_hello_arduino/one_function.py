import serial


def say(text):
    port.write((text + "\n").encode())
    return hear()


def hear():
    return port.readline().decode().rstrip()


port = serial.Serial(port="/dev/ttyACM0", baudrate=115200)
while hear() != "READY":
    print("waiting")
number = 1
while number <= 5:
    print("It says:", say("PING " + str(number)))
    number += 1
