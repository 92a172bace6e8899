"""The form for every setting: made from the dataclasses, each value looked at before it counts."""

from livemel.gui.settings.form import SettingsForm

__all__ = ["SettingsForm"]
