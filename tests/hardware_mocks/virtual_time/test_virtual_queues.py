"""Queues of all kinds between threads."""

import queue
import threading
import time

import pytest
from virtual_runs import run

KINDS = [queue.Queue, queue.LifoQueue, queue.PriorityQueue]


def test_items_go_through_a_queue_in_order_and_on_time():
    def program(say):
        items = queue.Queue()

        def producer():
            for item in range(3):
                time.sleep(1)
                items.put(item)
            items.put(None)

        threading.Thread(target=producer).start()
        while (item := items.get()) is not None:
            say(item)

    assert run(program).log == [(1.0, 0), (2.0, 1), (3.0, 2)]


def test_each_kind_of_queue_keeps_its_own_order():
    def program(say):
        for kind in (*KINDS, queue.SimpleQueue):
            items = kind()
            for item in (2, 3, 1):
                items.put(item)
            say([items.get() for _ in range(3)])

    assert run(program).said == [[2, 3, 1], [1, 3, 2], [1, 2, 3], [2, 3, 1]]


@pytest.mark.parametrize("number", range(4))
def test_an_empty_queue_is_waited_for_so_long(number):
    def program(say):
        items = (*KINDS, queue.SimpleQueue)[number]()
        for how in ({"timeout": 0.75}, {"block": False}, {"timeout": 0}):
            with pytest.raises(queue.Empty):
                items.get(**how)
            say("empty")
        with pytest.raises(queue.Empty):
            items.get_nowait()
        threading.Timer(1, items.put, ["late"]).start()
        say(items.get(timeout=2))

    assert run(program).log == [(0.75, "empty")] * 3 + [(1.75, "late")]


def test_a_full_queue_is_waited_for_so_long():
    def program(say):
        items = queue.Queue(maxsize=1)
        items.put("a")
        with pytest.raises(queue.Full):
            items.put("b", timeout=2)
        say("full")
        threading.Timer(1, items.get).start()
        items.put("c", timeout=5)
        say("put")

    assert run(program).log == [(2.0, "full"), (3.0, "put")]


def test_a_queue_is_joined_when_each_item_is_done():
    def program(say):
        jobs = queue.Queue()

        def worker():
            while True:
                time.sleep(jobs.get())
                jobs.task_done()

        for _ in range(2):
            threading.Thread(target=worker, daemon=True).start()
        for seconds in (1, 1, 1):
            jobs.put(seconds)
        jobs.join()
        say("all done")

    assert run(program).log == [(2.0, "all done")]


def test_a_simple_queue_wakes_the_one_who_waits():
    def program(say):
        items = queue.SimpleQueue()

        def consumer():
            for _ in range(2):
                say(items.get())

        thread = threading.Thread(target=consumer)
        thread.start()
        time.sleep(1)
        items.put("a")
        time.sleep(1)
        items.put("b")
        thread.join()
        say(items.empty(), items.qsize())

    assert run(program).log == [(1.0, "a"), (2.0, "b"), (2.0, (True, 0))]


def test_the_queue_in_c_is_replaced():
    run(lambda say: say(queue.SimpleQueue.__module__))
    assert queue.SimpleQueue is queue._PySimpleQueue
