"""The arrow keys of the terminal drive the robot; no key for 0.3 s stops it."""

import curses

from gpiozero import Motor, Robot

rover = Robot(left=Motor(4, 14), right=Motor(17, 18))

moves = {
    curses.KEY_UP: rover.forward,
    curses.KEY_DOWN: rover.backward,
    curses.KEY_LEFT: rover.left,
    curses.KEY_RIGHT: rover.right,
}


def drive(screen):
    key = -1
    while True:
        if key == -1:
            curses.halfdelay(1)
            key = screen.getch()
            continue
        curses.halfdelay(3)
        if key in moves:
            moves[key]()
        held = key
        while key == held:
            key = screen.getch()
        rover.stop()


curses.wrapper(drive)
