# expect: nightlight.dark_too_soon
from time import monotonic, sleep

from gpiozero import LED, DigitalInputDevice, MotionSensor

LAMP_W = 3
QUIET_S = 2  # so long after the last motion it stays lit

hall = MotionSensor(4)
twilight = DigitalInputDevice(24)
lamp = LED(27)

is_dark = False
lit_s = 0.0
dark_s = 0.0
moved_s = -QUIET_S  # nobody has moved yet
before_s = monotonic()
printed_s = before_s

while True:
    sleep(0.2)
    now_s = monotonic()
    step_s = now_s - before_s
    before_s = now_s
    if lamp.is_lit:
        lit_s = lit_s + step_s
    else:
        is_dark = twilight.is_active  # a lit lamp shines on the sensor: then nobody asks it
    if is_dark:
        dark_s = dark_s + step_s
    if hall.motion_detected:
        moved_s = now_s
    lamp.value = is_dark and now_s - moved_s < QUIET_S
    if now_s - printed_s >= 60:
        printed_s = now_s
        used_wh = LAMP_W * lit_s / 3600
        saved_wh = LAMP_W * (dark_s - lit_s) / 3600  # a lamp without sensors burns all night
        print(f"used {used_wh:.3f} Wh, saved {saved_wh:.3f} Wh")
