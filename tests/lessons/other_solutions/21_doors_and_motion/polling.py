"""No events: one loop looks at everything, and keeps what it saw in the turn before."""

from time import monotonic, sleep

from gpiozero import LED, Button, MotionSensor, TonalBuzzer

red, amber, green = LED(17), LED(27), LED(22)
siren = TonalBuzzer(18)
a, b = Button(5), Button(6)
door, hall = Button(26), MotionSensor(4)
state, until_s, moved_s = "disarmed", 0.0, -1000.0
was_shut, was_moving = True, False

while True:
    now_s = monotonic()
    opened = was_shut and not door.is_pressed
    moved = hall.motion_detected and not was_moving
    was_shut, was_moving = door.is_pressed, hall.motion_detected
    if b.is_pressed and b.held_time is not None:
        state = "disarmed"
    elif state == "disarmed" and a.is_pressed and a.held_time is not None:
        state, until_s = "leaving", now_s + 20
    elif state == "leaving" and now_s > until_s:
        state = "armed"
    elif state == "armed" and opened:
        state, until_s = "entering", now_s + 15
    elif state == "entering" and now_s > until_s:
        state = "alarm"
    elif state == "armed" and moved:
        if now_s - moved_s < 30:
            state = "alarm"
        moved_s = now_s
    green.value = state == "disarmed"
    amber.value = state in ("leaving", "entering")
    red.value = state in ("armed", "alarm")
    if state == "alarm":
        siren.play("A4")
    else:
        siren.stop()
    sleep(0.1)
