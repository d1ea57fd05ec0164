"""Where the finger lies on the blue dot steers the robot."""

from signal import pause

from bluedot import BlueDot
from gpiozero import Robot


def limit(speed):
    return max(-1, min(1, speed))


def wheels(x, y):
    slow = y - abs(x)
    return (limit(y), limit(slow)) if x > 0 else (limit(slow), limit(y))


def follow(dot):
    while True:
        if dot.is_pressed:
            yield wheels(dot.position.x, dot.position.y)
        else:
            yield (0, 0)


rover = Robot(left=(4, 14), right=(17, 18))
rover.source = follow(BlueDot())

pause()
