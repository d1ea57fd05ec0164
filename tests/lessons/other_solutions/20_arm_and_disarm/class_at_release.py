"""A class; letters count when the button is let go, and a holding is none."""

from signal import pause
from threading import Timer

from gpiozero import LED, Button, TonalBuzzer


class Alarm:
    def __init__(self):
        self.red, self.amber, self.green = LED(17), LED(27), LED(22)
        self.siren = TonalBuzzer(18)
        self.typed, self.wrong, self.is_locked, self.held = [], 0, False, False
        self.buttons = {
            "A": Button(5, bounce_time=0.05, hold_time=2),
            "B": Button(6, bounce_time=0.05, hold_time=2),
        }
        self.buttons["A"].when_held = self.arm
        self.buttons["B"].when_held = self.break_in
        self.buttons["A"].when_released = lambda: self.letter("A")
        self.buttons["B"].when_released = lambda: self.letter("B")
        self.state = "disarmed"
        self.show()

    def show(self):
        self.green.value = self.state == "disarmed"
        self.red.value = self.state != "disarmed"
        if self.state == "alarm":
            self.siren.play(880)
        else:
            self.siren.stop()

    def arm(self):
        self.held = True
        self.typed.clear()
        if self.state == "disarmed":
            self.state = "armed"
        self.show()

    def break_in(self):
        self.held = True
        self.typed.clear()
        if self.state == "armed":
            self.state = "alarm"
        self.show()

    def letter(self, name):
        if self.held or self.is_locked:
            self.held = False
            return
        self.typed.append(name)
        if len(self.typed) == 4:
            self.judge("".join(self.typed))
            self.typed.clear()

    def judge(self, code):
        if code == "ABBA":
            self.wrong, self.state = 0, "disarmed"
            self.show()
            return
        self.wrong += 1
        if self.wrong == 3:
            self.wrong, self.is_locked = 0, True
            self.amber.on()
            Timer(30, self.unlock).start()

    def unlock(self):
        self.is_locked = False
        self.amber.off()


alarm = Alarm()
pause()
