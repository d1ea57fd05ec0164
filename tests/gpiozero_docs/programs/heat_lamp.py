"""A warm lamp on a radio socket: on from eight in the morning to eight in the evening."""

from datetime import time
from signal import pause

from gpiozero import Energenie, TimeOfDay

socket = Energenie(1)
day = TimeOfDay(time(8), time(20))

socket.source_delay = 60
socket.source = day

pause()
