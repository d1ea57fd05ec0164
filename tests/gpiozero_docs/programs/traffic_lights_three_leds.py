"""The same junction built of three plain lamps."""

from time import sleep

from gpiozero import LED

stop = LED(2)
ready = LED(3)
go = LED(4)

go.on()
ready.off()
stop.off()

while True:
    sleep(10)
    go.off()
    ready.on()
    sleep(1)
    ready.off()
    stop.on()
    sleep(10)
    ready.on()
    sleep(1)
    go.on()
    ready.off()
    stop.off()
