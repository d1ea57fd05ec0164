"""Each button plays its own sound."""

from signal import pause

import pygame.mixer
from gpiozero import Button
from pygame.mixer import Sound

pygame.mixer.init()

drums = {
    Button(2): Sound("samples/drum_tom_mid_hard.wav"),
    Button(3): Sound("samples/drum_cymbal_open.wav"),
}

for key, drum in drums.items():
    key.when_pressed = drum.play

pause()
