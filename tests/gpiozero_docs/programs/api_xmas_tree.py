"""The lamps of the tree, one after the other, the star first."""

from time import sleep

from gpiozero import PiHutXmasTree

tree = PiHutXmasTree()

for light in tree:
    light.on()
    sleep(1)
