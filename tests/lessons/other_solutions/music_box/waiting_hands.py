"""A loop that reads a table of doors; the next press waits until the tune is over."""

from time import sleep

from gpiozero import Button, LEDBoard, TonalBuzzer

lamps = LEDBoard(red=17, green=22)
beeper = TonalBuzzer(18, octaves=2)
doors = {
    Button(5): (lamps.red, "G4 E4 C4 E4 G4 C5"),
    Button(6): (lamps.green, "C4 C4 G4 G4 A4 A4 G4"),
}

while True:
    for button, (lamp, tune) in doors.items():
        if button.is_pressed:
            for note in tune.split():
                lamp.on()
                beeper.play(note)
                sleep(0.25)
                lamp.off()
                beeper.stop()
                sleep(0.05)
    sleep(0.02)
