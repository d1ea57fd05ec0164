"""Count for ten seconds, without stopping the program: a number that grows in a loop."""

from time import sleep

waited_s = 0

while waited_s < 10:
    sleep(1)
    waited_s = waited_s + 1
    print(waited_s)
