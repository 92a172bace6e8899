"""Facts: what is true of a run now, and how it is known, as rows of text."""

from __future__ import annotations

from collections.abc import Iterable

from livemel.config import Config
from livemel.runtime.facts.analysis import analysis_group
from livemel.runtime.facts.picture import loss_group, picture_group
from livemel.runtime.facts.rows import Group, PictureFacts
from livemel.runtime.facts.sound import sound_group
from livemel.runtime.ledger import Ledger
from livemel.runtime.session import Session


def facts(session: Session, config: Config, picture: PictureFacts, ledger: Ledger, process: Group) -> tuple[Group, ...]:
    """All groups: sound, analysis, picture, process, losses.

    Parameters
    ----------
    session
        The run.
    config
        What it computes now.
    picture
        What whoever paints tells.
    ledger
        Of the losses.
    process
        From `ProcessFacts.group`, which remembers when it was asked last.
    """
    return (
        sound_group(session, config),
        analysis_group(session, config),
        picture_group(session, picture),
        process,
        loss_group(session, ledger),
    )


def as_text(groups: Iterable[Group], with_help: bool = False) -> str:
    """Every group with its title, values aligned; ready to be sent to somebody."""
    groups = tuple(groups)
    width = max((len(fact.label) for group in groups for fact in group.facts), default=0)
    lines: list[str] = []
    for group in groups:
        lines.append(group.title)
        for fact in group.facts:
            lines.append(f"  {fact.label:{width}}  {fact.value}")
            if with_help and fact.help:
                lines.append(f"  {'':{width}}  ({fact.help})")
        lines.append("")
    return "\n".join(lines)
