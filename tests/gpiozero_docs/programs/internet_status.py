"""Green while the internet answers, red while it does not; asked once a minute."""

from signal import pause

from gpiozero import LED, PingServer
from gpiozero.tools import negated

up = LED(17)
down = LED(18)
far_away = PingServer("google.com")

up.source_delay = 60
up.source = far_away
down.source = negated(up)

pause()
