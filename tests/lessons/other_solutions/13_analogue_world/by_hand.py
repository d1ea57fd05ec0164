import serial

port = serial.Serial("/dev/ttyACM0", 115200)
a = b = c = -1
text = ""
while True:
    text = text + port.read(1).decode()
    if not text.endswith("\n"):
        continue
    if "," in text:
        numbers = text.strip().split(",")
        a, b, c = b, c, int(numbers[0])
        middle = max(min(a, b), min(max(a, b), c))
        print(int(middle / 1023 * 100), int(int(numbers[1]) / 1023 * 100))
    text = ""
