import serial


def is_good(line):
    text, star, checksum = line.partition(b"*")
    result = 0
    for byte in text:
        result ^= byte
    return star == b"*" and checksum == b"%02X" % result and text.count(b",") == 2


port = serial.Serial("/dev/ttyACM0", 115200)
port.read_until(b"READY\n")
errors = 0
while True:
    line = port.readline().rstrip(b"\n")
    if is_good(line):
        _, left, right = line.partition(b"*")[0].decode("ascii", "replace").split(",")
        print(f"left {left} right {right}")
    else:
        errors += 1
        print(f"bad {errors}: {line}")
