"""How much computing it takes to check every solution and every mistake of the lessons."""

import resource
import time

from workshop.checker import Checker, job_for
from workshop.course import Course


def cpu_s_of_all_lessons(*, with_an_arduino: bool) -> tuple[int, float]:
    """Return how many programs were checked once, and the CPU seconds of all together.

    Args:
        with_an_arduino: the lessons in which a chip is simulated, or else all others.
    """
    jobs = [
        job_for(lesson, program)
        for lesson in Course.of_the_kit().lessons
        if with_an_arduino is (lesson.is_sketch or bool(lesson.given))
        for program in (lesson.solution, *lesson.mistakes)
    ]
    before_s = _cpu_s()
    with Checker() as checker:
        for job in jobs:
            checker.check(job)
    return len(jobs), _cpu_s() - before_s


def wall_s_of_one_check() -> float:
    """Return the seconds from a fresh start to the verdict on the solution of lesson 01."""
    lesson = Course.of_the_kit().lesson("01")
    began_s = time.perf_counter()
    with Checker() as checker:
        checker.check(job_for(lesson, lesson.solution))
    return time.perf_counter() - began_s


def _cpu_s() -> float:
    """Return the CPU seconds of this process and of all its children that have ended."""
    usages = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)
