"""No events: one loop looks at the buttons and the clock."""

from time import monotonic, sleep

from gpiozero import LED, Button, TonalBuzzer

red, amber, green = LED(17), LED(27), LED(22)
siren = TonalBuzzer(18)
buttons = {"A": Button(5), "B": Button(6)}
down_since = {"A": None, "B": None}
held = {"A": False, "B": False}
state, typed, wrong, locked_until_s = "disarmed", "", 0, 0.0

while True:
    now_s = monotonic()
    for name, button in buttons.items():
        if button.is_pressed and down_since[name] is None:
            down_since[name] = now_s
        elif button.is_pressed and not held[name] and now_s - down_since[name] > 2:
            held[name], typed = True, ""
            if name == "A" and state == "disarmed":
                state = "armed"
            elif name == "B" and state == "armed":
                state = "alarm"
        elif not button.is_pressed and down_since[name] is not None:
            if not held[name] and now_s > locked_until_s:
                typed += name
            down_since[name], held[name] = None, False
    if len(typed) == 4:
        if typed == "ABBA":
            state, wrong = "disarmed", 0
        else:
            wrong += 1
        typed = ""
        if wrong == 3:
            wrong, locked_until_s = 0, now_s + 30
    green.value, red.value = state == "disarmed", state != "disarmed"
    amber.value = now_s < locked_until_s
    if state == "alarm":
        siren.play("A5")
    else:
        siren.stop()
    sleep(0.03)
