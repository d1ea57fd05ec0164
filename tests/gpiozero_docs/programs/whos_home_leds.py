"""Who is at home? A green or a red lamp for each telephone, asked once a minute."""

from signal import pause

from gpiozero import LEDBoard, PingServer
from gpiozero.tools import negated

door_plate = LEDBoard(
    mother=LEDBoard(red=14, green=15),
    father=LEDBoard(red=17, green=18),
    child=LEDBoard(red=21, green=22),
)

telephones = {
    door_plate.mother: PingServer("192.168.1.5"),
    door_plate.father: PingServer("192.168.1.6"),
    door_plate.child: PingServer("192.168.1.7"),
}

for pair, telephone in telephones.items():
    pair.green.source_delay = 60
    pair.green.source = telephone
    pair.red.source = negated(pair.green)

pause()
