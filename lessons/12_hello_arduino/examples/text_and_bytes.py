"""A text becomes bytes, and bytes become a text."""

text = "PING 1\n"
sent = text.encode()
print(sent)

received = b"PONG 1\r\n"
print(received.decode())
print(received.decode().strip())

number = 3
print(f"PING {number}")
