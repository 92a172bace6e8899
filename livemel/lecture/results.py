"""Results: what a class has answered, as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from livemel.errors import LivemelError
from livemel.files import written_whole
from livemel.lecture.presenter import Presenter

COLUMNS = ("time_utc", "scene", "step", "kind", "item", "answer", "votes", "right", "value", "low", "high", "unit")
"""One row for every answer of a question, and for every result of a listening test."""

NEWLINE = "\r\n"
"""Of CSV: RFC 4180."""
Row = tuple[str | int | float, ...]


def rows(presenter: Presenter) -> list[Row]:
    """Without the header, stamped with when the lecture began; questions to which nobody said anything are left out."""
    stamp = presenter.began.strftime("%Y-%m-%dT%H:%M:%SZ")
    return [(stamp, *row) for row in [*_votes(presenter), *_tests(presenter)]]


def _votes(presenter: Presenter) -> Iterator[Row]:
    for (scene, step), answered in sorted(presenter.answered.items()):
        question = presenter.step_at((scene, step)).question
        if question is None or not any(answered.votes):
            continue
        for number, (answer, votes) in enumerate(zip(question.answers, answered.votes, strict=True)):
            right = "" if question.right is None else ("yes" if number == question.right else "no")
            name = presenter.scenes[scene].name
            yield (name, step + 1, "question", question.ask, answer, votes, right, "", "", "", "")


def _tests(presenter: Presenter) -> Iterator[Row]:
    for (scene, step), activity in sorted(presenter.activities.items()):
        for result in activity.results():
            right = "" if result.right is None else ("yes" if result.right else "no")
            numbers = ("" if each is None else each for each in (result.value, result.low, result.high))
            name = presenter.scenes[scene].name
            yield (name, step + 1, "test", result.item, result.answer, "", right, *numbers, result.unit)


def check_results(path: str) -> None:
    """Refuse a file that holds something else than answers.

    Raises
    ------
    LivemelError
        If it is not called .csv, or there is a file of another kind.
    """
    if Path(path).suffix.casefold() != ".csv":
        raise LivemelError(f"answers are kept in a file whose name ends in .csv, got {path}")
    _lines_before(path)


def save_results(presenter: Presenter, path: str) -> None:
    """Write this lecture's answers behind those of others that the file has; once more: in their place.

    Raises
    ------
    LivemelError
        If it cannot be written, or holds something else.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator=NEWLINE)
    found = rows(presenter)
    stamp = presenter.began.strftime("%Y-%m-%dT%H:%M:%SZ")
    writer.writerow(COLUMNS)
    writer.writerows(row for row in _lines_before(path) if row[0] != stamp)
    writer.writerows(found)
    with written_whole(path) as file:
        file.write(text.getvalue().encode())


def _lines_before(path: str) -> list[list[str]]:
    """The answers that are there already."""
    try:
        with open(path, newline="", encoding="utf-8") as file:
            lines = [line for line in csv.reader(file) if line]
    except FileNotFoundError:
        return []
    except (OSError, ValueError, csv.Error) as error:
        raise LivemelError(f"cannot add answers to {path}: {error}") from error
    if lines and tuple(lines[0]) != COLUMNS:
        raise LivemelError(f"{path} holds something else than answers; name another file")
    return lines[1:]
