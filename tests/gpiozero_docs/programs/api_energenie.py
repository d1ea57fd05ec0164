"""A radio socket: switched on; the board sends its code for a quarter of a second."""

from gpiozero import Energenie

socket = Energenie(1)
socket.on()
print(socket.value)
