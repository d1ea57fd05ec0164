"""Parts of a board: from the third on, the first two, the even ones, the odd ones."""

from time import sleep

from gpiozero import LEDBoard

row = LEDBoard(2, 3, 4, 5, 6, 7, 8, 9)


def show(some):
    for lamp in some:
        lamp.on()
    sleep(1)
    row.off()


show(row[3:])
show(row[:2])
show(row[::2])
show(row[1::2])
