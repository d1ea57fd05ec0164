"""A radio socket is on between seven and eight in the morning."""

from datetime import time
from signal import pause

from gpiozero import Energenie, TimeOfDay

socket = Energenie(1)
morning = TimeOfDay(time(7), time(8))

morning.when_activated = socket.on
morning.when_deactivated = socket.off

pause()
