import threading

import pytest

from service.api.admission import Gate
from service.api.errors import Problem


def test_turns_away_at_once_what_the_queue_does_not_hold():
    gate = Gate(queue=0, deadline=5)
    with gate.enter(), pytest.raises(Problem) as problem, gate.enter():
        pass
    assert problem.value.name == "overloaded"
    assert problem.value.headers["Retry-After"] == "1"
    with gate.enter():
        pass


def test_gives_up_at_the_deadline():
    gate = Gate(queue=1, deadline=0.05)
    with gate.enter(), pytest.raises(Problem) as problem, gate.enter():
        pass
    assert problem.value.name == "deadline"
    assert gate.waiting == 0


def test_lets_one_in_at_a_time():
    gate, inside, most = Gate(queue=20, deadline=5), [], []

    def work():
        with gate.enter():
            inside.append(1)
            most.append(len(inside))
            inside.pop()

    threads = [threading.Thread(target=work) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1] * 10


def test_lets_the_next_one_in_after_a_failure():
    gate = Gate(queue=0, deadline=1)
    with pytest.raises(KeyError), gate.enter():
        raise KeyError
    with gate.enter():
        pass
