"""What the program says of its own accuracy is what docs/numerics.md says."""

from __future__ import annotations

from docs_lib.accuracy import ACCURACY, accuracy_toml
from docs_lib.generated import NUMERICS, part_of

from livemel.picture.accuracy import FIGURES, accuracies

TABLE = part_of(NUMERICS.read_text(), "errors")


def test_the_figures_are_those_of_the_documents_table():
    assert ACCURACY == FIGURES
    assert FIGURES.read_text() == accuracy_toml(TABLE), "run scripts/make_docs"


def test_every_row_of_the_table_has_its_figure():
    rows = [line for line in TABLE.splitlines() if line.startswith("|")][2:]

    assert len(accuracies()) == len(rows) > 10
    for row, figure in zip(rows, accuracies(), strict=True):
        assert row.startswith(f"| {figure.preset} | {figure.library} | {figure.array} | {figure.counted} |")
        assert f"| {figure.error} {figure.unit} |" in row
        assert row.endswith(f"| {figure.cases} |")
