"""A board of boards: whole colours and single lamps can be switched."""

from time import sleep

from gpiozero import LEDBoard

signals = LEDBoard(
    red=LEDBoard(top=2, bottom=3),
    green=LEDBoard(top=4, bottom=5),
)

signals.red.on()
sleep(1)
signals.green.on()
sleep(1)
signals.off()
sleep(1)
signals.red.top.on()
sleep(1)
signals.green.bottom.on()
sleep(1)
