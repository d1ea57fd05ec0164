from time import sleep

from gpiozero import LEDBoard

board = LEDBoard(red=17, amber=27, green=22)
while True:
    board.red.on()
    sleep(3)
    board.amber.on()
    sleep(1)
    board.green.on()
    board.red.off()
    board.amber.off()
    sleep(3)
    board.amber.on()
    board.green.off()
    sleep(1)
    board.amber.off()
