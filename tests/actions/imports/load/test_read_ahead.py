"""The thread that writes to the database has priority over the one that reads ahead."""

from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYetError
from contextlib import suppress

import pytest

from claims.actions.imports.load.read_ahead import WriterPriority


def test_the_other_thread_stops_while_it_is_taken_and_goes_on_afterwards_whatever_happens() -> None:
    way = WriterPriority()
    with ThreadPoolExecutor(1) as reader:
        reader.submit(way.yield_to_writer).result(10)
        with suppress(ZeroDivisionError), way.taken():
            waiting = reader.submit(way.yield_to_writer)
            with pytest.raises(NotYetError):
                waiting.result(0.05)
            raise ZeroDivisionError
        waiting.result(10)
