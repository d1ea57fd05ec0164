"""Music box: button A plays one tune, button B another, and a lamp shows which."""

from time import sleep

from gpiozero import LED, Button, TonalBuzzer

beeper = TonalBuzzer(18)
red = LED(17)
green = LED(22)
button_a = Button(5)
button_b = Button(6)

# Note and beats. "Brother John" for the front door, two notes of a cuckoo for the back door.
BROTHER = [("C4", 1), ("D4", 1), ("E4", 1), ("C4", 1), ("C4", 1), ("D4", 1), ("E4", 1), ("C4", 1)]
CUCKOO = [("G4", 1), ("E4", 2), ("G4", 1), ("E4", 2), ("D4", 1), ("C4", 3)]


def play(tune, lamp):
    for note, beats in tune:
        beeper.play(note)
        lamp.on()  # who cannot hear the bell sees its rhythm
        sleep(beats * 0.3)
        beeper.stop()
        lamp.off()
        sleep(0.1)


# One loop for both buttons: while a tune plays nobody looks, so two tunes never mix.
while True:
    if button_a.is_pressed:
        play(BROTHER, red)
    if button_b.is_pressed:
        play(CUCKOO, green)
    sleep(0.05)
