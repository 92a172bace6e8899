"""Writes handouts: Markdown with pictures beside it, and the same as PDF."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from PyQt6.QtCore import QMarginsF, QRectF
from PyQt6.QtGui import QColor, QImage, QPageLayout, QPageSize, QPainter, QPdfWriter, QTextDocument

from livemel.errors import LivemelError
from livemel.gui.app import application
from livemel.gui.lecture.figure_painter import paint_figure
from livemel.gui.looks.theme import THEMES
from livemel.lecture.figure import Figure
from livemel.lecture.handout import handout
from livemel.lecture.scene import Scene, Step
from livemel.lecture.stage import Stage
from livemel.lecture.workshop import Workshop

WIDTH, HEIGHT = 1200, 640
"""Pixels of a picture."""
FONT_PX = 20.0
PAGE_DPI = 150
PICTURE_WIDTH_PX = 600
"""On a page whose text is laid out at 96 dots to the inch."""
PICTURE = re.compile(r'<img src="([^"]+)"')
MARGINS_MM = QMarginsF(5, 2, 5, 2)
"""Qt adds 20 mm on every side."""


def write_handout(scene: Scene, out: str, tell: Callable[[float], None] = lambda share: None) -> list[Path]:
    """Write `out`: a .md with its pictures in a folder beside it, a .pdf, or a folder with both.

    Parameters
    ----------
    scene
        Whose handout.
    out
        A path that ends in .md or .pdf; any other is a folder, made if it is not there.
    tell
        Told how much is done, 0 to 1.

    Returns
    -------
    list of Path
        The texts that were written.

    Raises
    ------
    LivemelError
        If something cannot be written.
    """
    qt = application()  # fonts are Qt's, and Qt ends with the last who holds it
    target = Path(out)
    if not out or target.suffix not in ("", ".md", ".pdf") or (target.suffix and target.is_dir()):
        raise LivemelError(f"a handout is OUT.md, OUT.pdf, or a folder for both, got {out!r}")
    try:
        if target.suffix == ".md":
            return [_markdown(scene, target, tell)]
        if target.suffix == ".pdf":
            return [_pdf_alone(scene, target, tell)]
        target.mkdir(parents=True, exist_ok=True)
        text = _markdown(scene, target / f"{scene.name}.md", tell)
        return [text, _pdf(text, text.with_suffix(".pdf"))]
    except OSError as error:
        raise LivemelError(f"cannot write {out}: {error.strerror or error}") from error
    finally:
        del qt


def _pdf_alone(scene: Scene, target: Path, tell: Callable[[float], None]) -> Path:
    with target.open("wb"):  # before the work, not after it
        pass
    with TemporaryDirectory() as folder:
        return _pdf(_markdown(scene, Path(folder) / f"{scene.name}.md", tell), target)


def _markdown(scene: Scene, path: Path, tell: Callable[[float], None]) -> Path:
    folder = path.with_name(f"{path.stem}-pictures")
    folder.mkdir(parents=True, exist_ok=True)
    stage = Stage(scene, Workshop())

    def picture(number: int, step: Step) -> str:
        figure = stage.figure(step)
        tell(number / len(scene.steps))
        if figure is None:
            return ""
        file = folder / f"{number:02d}.png"
        if not figure_image(figure).save(str(file), "PNG"):
            raise LivemelError(f"cannot write {file}")
        return f"{folder.name}/{file.name}"

    path.write_text(handout(stage, picture), encoding="utf-8")
    return path


def figure_image(figure: Figure, width: int = WIDTH, height: int = HEIGHT, font_px: float = FONT_PX) -> QImage:
    """A figure on white, as an image."""
    theme = THEMES["projector"]
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(theme.window))
    painter = QPainter(image)
    paint_figure(painter, figure, QRectF(4, 4, width - 8, height - 8), theme, font_px)
    painter.end()
    return image


def _pdf(markdown: Path, target: Path) -> Path:
    """The Markdown file, its pictures as wide as the page allows, on A4."""
    writer = QPdfWriter(str(target))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(MARGINS_MM, QPageLayout.Unit.Millimeter)
    writer.setResolution(PAGE_DPI)
    writer.setTitle(markdown.stem)
    document = QTextDocument()
    document.setMarkdown(markdown.read_text(encoding="utf-8"))
    document.setHtml(PICTURE.sub(lambda found: _embedded(markdown.parent / found[1]), document.toHtml()))
    document.print(writer)
    return target


def _embedded(picture: Path) -> str:
    """The picture itself in the text: a document that is printed forgets where it came from."""
    data = b64encode(picture.read_bytes()).decode("ascii")
    return f'<img width="{PICTURE_WIDTH_PX}" src="data:image/png;base64,{data}"'
