"""Who is at home? The same on a STATUS Zero board."""

from signal import pause

from gpiozero import PingServer, StatusZero
from gpiozero.tools import negated

board = StatusZero("mother", "father", "child")

telephones = [
    (PingServer("192.168.1.5"), board.mother),
    (PingServer("192.168.1.6"), board.father),
    (PingServer("192.168.1.7"), board.child),
]

for telephone, pair in telephones:
    pair.green.source_delay = 60
    pair.green.source = telephone
    pair.red.source = negated(pair.green)

pause()
