"""Who has few rights cannot guess the codes of others between two uses of their own."""

from alarm_house import House

from security_system.alarm import ArmMode, Kind
from security_system.alarm.orders import Arm, Disarm


def arm(house: House, code: str) -> str:
    return house.take(Arm(mode=ArmMode.AWAY, place="page", code=code)).says


def test_a_code_that_may_not_disarm_does_not_pay_for_wrong_ones() -> None:
    """Two guesses, one own code, two guesses: 10,000 codes would be through in a quarter hour."""
    house = House(arm_needs_code=True)
    for guess in ("0001", "0002"):
        house.take(Disarm(place="page", code=guess))
    arm(house, "3333")
    house.take(Disarm(place="page", code="0003"))
    assert Kind.CODE_LOCKED in [each.kind for each in house.happenings]


def test_a_code_that_disarms_pays_for_wrong_ones() -> None:
    house = House(arm_needs_code=True)
    for guess in ("0001", "0002"):
        house.take(Disarm(place="page", code=guess))
    assert house.take(Disarm(place="page", code="1111")).is_done
    for guess in ("0003", "0004"):
        house.take(Disarm(place="page", code=guess))
    assert Kind.CODE_LOCKED not in [each.kind for each in house.happenings]


def test_a_lock_that_grew_does_not_shrink_by_a_code_with_few_rights() -> None:
    house = House(arm_needs_code=True)
    for guess in ("0001", "0002", "0003"):
        house.take(Disarm(place="page", code=guess))
    house.wait(house.settings.lock_s + 1)
    arm(house, "3333")
    for guess in ("0004", "0005", "0006"):
        house.take(Disarm(place="page", code=guess))
    (first, second) = [each for each in house.happenings if each.kind is Kind.CODE_LOCKED]
    assert second.detail["for_s"] == 2 * first.detail["for_s"]
