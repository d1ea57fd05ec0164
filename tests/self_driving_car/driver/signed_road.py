"""A straight road with signs and lights beside it, and a drive along it."""

from self_driving_car.driver.settings import DriveSettings
from self_driving_car.perception.seen import Lane, Light, LightColour, Seen, Sign, SignKind
from self_driving_car.status import Mode
from tests.self_driving_car.driver.ride import Ride

LANE = Lane(0.0, 0.0, 0.0, 0.35, 1.0, 0.2, 1.2)
FRONT_M = 0.12


class Road:
    """A straight road with signs and lights beside it, as a picture shows them.

    Attributes:
        stop_m: where along the way stop signs stand.
        light: its place and its colour.
    """

    def __init__(self, *, stops_m=(), light_m=None, colour=LightColour.RED):
        self.stops_m, self.light_m, self.colour = stops_m, light_m, colour

    def __call__(self, ride):
        front_m = ride.pose.forward_m + FRONT_M
        signs = tuple(
            Sign(SignKind.STOP, (200, 80, 20, 20), 0.9, stop_m - front_m, -0.25)
            for stop_m in self.stops_m
            if 0.1 < stop_m - front_m < 1.8
        )
        lights = ()
        if self.light_m is not None and 0.3 < self.light_m - front_m < 1.8:
            far_m = self.light_m - front_m
            lights = (Light(self.colour, (200, 80, 10, 20), 0.9, far_m, -0.25),)
        return Seen(ride.now_s, LANE, signs, lights)


def drive(road, **settings):
    ride = Ride(settings=DriveSettings(**settings), show=road)
    ride.arm(Mode.LANE)
    return ride


def stand_times(ride, for_s):
    """Drive on; return how long it stood each time."""
    stood, since_s = [], None
    for _ in range(round(for_s / 0.02)):
        ride.go(0.02)
        if ride.speed_m_s == 0.0 and since_s is None:
            since_s = ride.now_s
        elif ride.speed_m_s > 0.0 and since_s is not None:
            stood.append(ride.now_s - since_s)
            since_s = None
    return stood


RED, AMBER, GREEN = LightColour.RED, LightColour.AMBER, LightColour.GREEN
