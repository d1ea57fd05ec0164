from serial import Serial

with Serial("/dev/ttyACM0", 115200, timeout=5) as port:
    while b"READY" not in port.readline():
        pass
    for n in range(1, 6):
        port.write(b"PING %d\n" % n)
    for _ in range(5):
        print(port.readline().decode(), end="")
