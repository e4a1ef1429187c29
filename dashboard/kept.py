"""What is worked out once: an answer is kept on the object that it was asked of, and goes when that goes."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from threading import Lock
from typing import Any, Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

from cachetools import LRUCache

P = ParamSpec("P")
Asked = TypeVar("Asked")
Answer = TypeVar("Answer")
Function = Callable[Concatenate[Asked, P], Answer]


def once(function: Function[Asked, P, Answer], size: int = 64) -> Function[Asked, P, Answer]:
    """The function of a dataset, or the method of what is made from one, with each answer worked out once.

    `size` answers are kept for each dataset, by the other arguments, which can be hashed. A dataset that a newer
    one has replaced is forgotten with all that was kept of it. Two threads that ask in the same moment may both
    work, and get the same answer.
    """
    kept: WeakKeyDictionary[Asked, LRUCache[Any, Answer]] = WeakKeyDictionary()
    lock = Lock()

    @wraps(function)
    def answer(asked: Asked, /, *args: P.args, **named: P.kwargs) -> Answer:
        key = (args, *sorted(named.items()))
        with lock:
            known = kept.setdefault(asked, LRUCache(size))
            if key in known:
                return known[key]
        found = function(asked, *args, **named)
        with lock:
            return known.setdefault(key, found)

    return answer


def lately(function: Function[Asked, P, Answer]) -> Function[Asked, P, Answer]:
    """`once` for the components of a page: a dozen are kept, for they are large, and what was sent is kept as bytes too.

    A map is 35,000 objects; its page is asked for twice, by the first HTML and by the script that takes over.
    """
    return once(function, size=12)
