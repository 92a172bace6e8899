"""The program that measures, in a process that has one thread: `python -m livemel.commands.bench_run PLAN`."""

from __future__ import annotations

import json
import sys

from livemel.bench.plan import Plan
from livemel.bench.report import carry_out
from livemel.commands.progress import Progress


def main() -> None:
    """Carry out the plan, JSON, that is the only argument; write the report, JSON, on stdout."""
    progress = Progress("measuring", sys.stderr)
    report = carry_out(Plan.from_json(sys.argv[1]), progress.at)
    progress.done()
    print(json.dumps(report.as_dict()))


if __name__ == "__main__":
    main()
