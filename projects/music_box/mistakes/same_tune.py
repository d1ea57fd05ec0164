# expect: box.same_tune
from signal import pause
from time import sleep

from gpiozero import LED, Button, TonalBuzzer

beeper = TonalBuzzer(18)
red = LED(17)
green = LED(22)
button_a = Button(5)
button_b = Button(6)

BROTHER = [("C4", 1), ("D4", 1), ("E4", 1), ("C4", 1), ("C4", 1), ("D4", 1), ("E4", 1), ("C4", 1)]
CUCKOO = [("G4", 1), ("E4", 2), ("G4", 1), ("E4", 2), ("D4", 1), ("C4", 3)]

def play(tune, lamp):
    for note, beats in tune:
        beeper.play(note)
        lamp.on()
        sleep(beats * 0.3)
        beeper.stop()
        lamp.off()
        sleep(0.1)


def front_door():
    play(BROTHER, red)


def back_door():
    play(BROTHER, green)


button_a.when_pressed = front_door
button_b.when_pressed = back_door

pause()
