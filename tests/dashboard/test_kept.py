"""What is worked out once: asked again, the answer comes from the object; gone with the object."""

from __future__ import annotations

import gc
import weakref

from dashboard.kept import once


class Asked:
    """Stands for a dataset; counts how often it was worked on."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.worked: list[int] = []

    @once
    def twice(self, other: int) -> list[int]:
        """A method that is kept like a function."""
        self.worked.append(other)
        return [self.number * 2, other]


@once
def product(asked: Asked, by: int, *, and_by: int = 1) -> int:
    """A function with arguments by place and by name."""
    asked.worked.append(by * and_by)
    return asked.number * by * and_by


def test_an_answer_is_worked_out_once_for_each_object_and_each_arguments() -> None:
    two, three = Asked(2), Asked(3)
    assert [product(two, 5), product(two, 5), product(three, 5), product(two, 7)] == [10, 10, 15, 14]
    assert [product(two, 5, and_by=11), product(two, 5, and_by=11)] == [110, 110]
    assert (two.worked, three.worked) == ([5, 7, 55], [5])
    assert two.twice(9) is two.twice(9)
    assert two.twice(8) == [4, 8]
    assert three.twice(9) == [6, 9]
    assert two.worked == [5, 7, 55, 9, 8]


def test_only_the_answers_asked_last_are_kept() -> None:
    asked = Asked(2)
    for by in (*range(1, 66), 65, 1):
        product(asked, by)
    assert asked.worked == [*range(1, 66), 1]


def test_an_object_that_is_gone_takes_its_answers_with_it() -> None:
    asked = Asked(2)
    answer = weakref.ref(asked)
    assert (product(asked, 5), asked.twice(5)) == (10, [4, 5])
    del asked
    gc.collect()
    assert answer() is None


def test_a_replaced_dataset_is_let_go() -> None:
    from dashboard.history.compared import compared
    from dashboard.history.story import stories_by_code
    from dashboard.statistics.coverage import known
    from dashboard.statistics.waiting import observed
    from loaders import load_dataset

    dataset = load_dataset()
    assert stories_by_code(dataset) and compared(dataset, dataset.reach)
    assert len(known(dataset).today) == 153
    assert list(observed(dataset)["n"])
    gone = weakref.ref(dataset)
    del dataset
    gc.collect()
    assert gone() is None
