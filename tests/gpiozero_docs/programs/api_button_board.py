"""Four buttons as one device."""

from signal import pause

from gpiozero import ButtonBoard


def tell():
    print(*board.value)


board = ButtonBoard(2, 3, 4, 5)
board.when_changed = tell

pause()
