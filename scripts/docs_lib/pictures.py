"""The gallery as Markdown, from the list of pictures that scripts/screenshots makes."""

from __future__ import annotations

from screenshots_lib.shots import SHOTS


def gallery() -> str:
    """Each picture with its title and a line."""
    return "\n\n".join(
        f"## {shot.title}\n\n{shot.caption}\n\n![{shot.title}](images/{shot.name}.png)" for shot in SHOTS
    )
