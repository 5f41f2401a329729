"""How many threads numeric work takes."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from functools import cache

from threadpoolctl import ThreadpoolController

_SEVERAL = 4  # tasks from which threads are worth their making


def processors() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def side_by_side(work: Callable[[int], None], tasks: int) -> None:
    """Do ``work`` for each task from 0 on: on all processors if there are several, each writing what no other does."""
    if tasks < _SEVERAL:
        for task in range(tasks):
            work(task)
        return
    with ThreadPoolExecutor(processors()) as pool:
        for _ in pool.map(work, range(tasks)):
            pass


def one_thread() -> AbstractContextManager[object]:
    """Threads that wait for each other over many small products take far longer than one."""
    limited: AbstractContextManager[object] = _libraries().limit(limits=1, user_api="blas")
    return limited


@cache
def _libraries() -> ThreadpoolController:
    return ThreadpoolController()
