"""How the driver takes orders, each answered: who steers, what mode, when the motors may be on."""

import math

from self_driving_car.control.odometry import Odometry
from self_driving_car.driver import halts
from self_driving_car.driver import orders as told
from self_driving_car.driver.arbiter import Arbiter
from self_driving_car.driver.manoeuvres import Manoeuvring, legs_of
from self_driving_car.driver.orders import DONE, Answer, Order
from self_driving_car.driver.pilots import Pilots
from self_driving_car.driver.settings import CarSettings, DriveSettings
from self_driving_car.driver.standing import Standing
from self_driving_car.driver.traffic import Traffic
from self_driving_car.perception.sign_settings import SignSettings
from self_driving_car.status import Mode

SLOWEST_CAP_M_S = 0.05


class OrderTaking:
    """What orders change.

    Args:
        settings: of `[drive]`.
        car: of `[car]`.
        signs: of `[signs]`.

    Attributes:
        settings, car: as they are now.
        mode: who steers.
        cap_m_s: no faster than this.
        odometry: where the car is.
    """

    def __init__(self, settings: DriveSettings, car: CarSettings, signs: SignSettings) -> None:
        self.settings = settings
        self.car = car
        self.mode = Mode.MANUAL
        self.cap_m_s = settings.speed_cap_m_s
        self.odometry = Odometry(car)
        self._standing = Standing()
        self._arbiter = Arbiter(settings.holder_within_s)
        self._pilots = Pilots(settings, car, self.odometry)
        self._traffic = Traffic(signs)
        self._manoeuvre: Manoeuvring | None = None
        self._armed_by = ""

    def take(self, order: Order, now_s: float) -> Answer:
        """Take an order; return what came of it."""
        if isinstance(order, told.Steer):
            return self._steer(order, now_s)
        if isinstance(order, told.Take | told.Present | told.Gone):
            return self._hear_holder(order, now_s)
        if isinstance(order, told.Stop | told.Release | told.Disarm | told.Arm):
            return self._switch(order, now_s)
        return self._choose(order)

    def _hear_holder(self, order: told.Take | told.Present | told.Gone, now_s: float) -> Answer:
        match order:
            case told.Take():
                self._arbiter.take(order.holder, now_s)
                self._manoeuvre = None
            case told.Present():
                self._arbiter.present(order.holder, now_s)
            case told.Gone():
                self._arbiter.gone(order.holder)
        return DONE

    def _switch(
        self, order: told.Stop | told.Release | told.Disarm | told.Arm, now_s: float
    ) -> Answer:
        match order:
            case told.Arm():
                return self._arm(order.holder, now_s)
            case told.Release():
                self._standing.release()
                return DONE
            case told.Stop():
                self._standing.stop()
            case told.Disarm():
                self._standing.disarm()
        return self._off()

    def _choose(self, order: told.SetMode | told.SetCap | told.Manoeuvre) -> Answer:
        match order:
            case told.SetMode():
                return self._set_mode(order.mode)
            case told.SetCap():
                return self._set_cap(order.speed_m_s)
            case told.Manoeuvre():
                return self._begin_manoeuvre(order)

    def _off(self) -> Answer:
        self._manoeuvre = None
        self._arbiter.let_go()
        return DONE

    def _arm(self, holder: str, now_s: float) -> Answer:
        answer = self._standing.arm()
        if answer.is_done:
            if holder:
                self._arbiter.present(holder, now_s)
            self._armed_by = holder
            self._arbiter.forgive()
            self._pilots.begin()
            self._traffic.go_on()
            self._manoeuvre = None
        return answer

    def _set_mode(self, mode: Mode) -> Answer:
        if mode is not self.mode:
            if mode is not Mode.MANUAL:
                self._standing.disarm()
            self.mode = mode
            self._off()
            self._pilots.begin()
        return DONE

    def _set_cap(self, speed_m_s: float) -> Answer:
        if not (math.isfinite(speed_m_s) and speed_m_s > 0.0):
            return Answer(False, f"A speed cap is above 0 m/s (got {speed_m_s}).")
        self.cap_m_s = min(max(speed_m_s, SLOWEST_CAP_M_S), self.settings.speed_cap_m_s)
        return DONE

    def _begin_manoeuvre(self, order: told.Manoeuvre) -> Answer:
        if not self._standing.may_move:
            halt = self._standing.halt or halts.DISARMED
            return Answer(False, f"{halt.says} {halt.way_out}")
        self._manoeuvre = Manoeuvring(legs_of(order.name, self.car), self.settings)
        self._arbiter.let_go()
        return DONE

    def _steer(self, order: told.Steer, now_s: float) -> Answer:
        if not (math.isfinite(order.angle) and math.isfinite(order.throttle)):
            return Answer(False, "A stick says between -1 and 1.")
        answer = self._arbiter.steer(order, now_s)
        if answer.is_done and self._arbiter.is_steering:
            self._manoeuvre = None
        return answer
