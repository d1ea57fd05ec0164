"""The lamp is lit while a server answers; asked every ten seconds."""

from signal import pause

from gpiozero import LED, PingServer

far_away = PingServer("google.com")
lamp = LED(4)

far_away.when_activated = lamp.on
far_away.when_deactivated = lamp.off

pause()
