"""The arrow keys of a keyboard plugged into the Pi drive the robot."""

from evdev import InputDevice, ecodes, list_devices
from gpiozero import Robot

rover = Robot(left=(4, 14), right=(17, 18))

moves = {
    ecodes.KEY_UP: rover.forward,
    ecodes.KEY_DOWN: rover.backward,
    ecodes.KEY_LEFT: rover.left,
    ecodes.KEY_RIGHT: rover.right,
}


def is_keyboard(device):
    keys = set(device.capabilities().get(ecodes.EV_KEY, []))
    return keys.issuperset(range(1, 32)) and 0 not in keys


devices = [InputDevice(path) for path in list_devices()]
keyboard = next(device for device in devices if is_keyboard(device))

for event in keyboard.read_loop():
    if event.type != ecodes.EV_KEY or event.code not in moves:
        continue
    if event.value == 1:
        moves[event.code]()
    elif event.value == 0:
        rover.stop()
