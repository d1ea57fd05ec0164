from functools import reduce

import serial

port = serial.Serial("/dev/ttyACM0", 115200, timeout=0.05)
buffer, bad, is_on = b"", 0, False


def take(line):
    body, checksum = line.split("*")
    if reduce(lambda a, b: a ^ ord(b), body, 0) != int(checksum, 16):
        raise ValueError(line)
    _kind, left, right = body.split(",")
    return int(left), int(right)


while True:
    buffer += port.read(64)
    while b"\n" in buffer:
        line, buffer = buffer.split(b"\n", 1)
        if not is_on:
            is_on = line == b"READY"
            continue
        try:
            left, right = take(line.decode("ascii"))
            print("left", left, "right", right)
        except ValueError:
            bad += 1
            print("bad", bad)
