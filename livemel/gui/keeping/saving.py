"""Saving: what the side panel offers to keep: a model's input, the losses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PyQt6.QtCore import QObject
from PyQt6.QtWidgets import QFileDialog

from livemel.errors import LivemelError
from livemel.files import written_whole
from livemel.gui.controller import Controller
from livemel.runtime.ledger_text import as_table

if TYPE_CHECKING:
    from livemel.picture.model_input import ModelInput


class Saving(QObject):
    """Asks where to, writes, and tells. GUI thread."""

    def __init__(self, controller: Controller) -> None:
        super().__init__(controller)
        self._controller = controller
        controller.modelAsked.connect(self._save_model)
        controller.ledgerAsked.connect(self._save_ledger)

    def _save_model(self, inputs: Sequence[ModelInput]) -> None:
        from livemel.runtime.model_eye import model_arrays

        def write(path: str) -> None:
            for number, view in enumerate(inputs):
                another = Path(path).with_name(f"{Path(path).stem}_{view.preset}.npz")
                with written_whole(str(another) if number else path) as file:
                    np.savez(file, allow_pickle=False, **model_arrays(view))

        self._ask("_".join(view.preset for view in inputs) + ".npz", "NumPy archive (*.npz)", write)

    def _save_ledger(self) -> None:
        listeners = self._controller.listeners
        if listeners is None:
            return
        text = as_table(listeners.ledger)

        def write(path: str) -> None:
            with written_whole(path) as file:
                file.write(text.encode())

        self._ask("losses.csv", "Comma separated values (*.csv)", write)

    def _ask(self, name: str, kinds: str, write: Callable[[str], None]) -> None:
        dialog = QFileDialog(self._controller.window, "Save as", name, kinds)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(name)
        dialog.fileSelected.connect(lambda path: self._write(path, write))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _write(self, path: str, write: Callable[[str], None]) -> None:
        try:
            write(path)
        except (OSError, LivemelError) as error:
            self._controller.say(f"Cannot save {path}: {error}")
        else:
            self._controller.say(f"Saved {path}")
