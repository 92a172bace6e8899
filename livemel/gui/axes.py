"""The furniture around the picture."""

from livemel.gui.colour_bar import ColourBar
from livemel.gui.frequency_axis import FrequencyAxis
from livemel.gui.time_axis import TimeAxis

__all__ = ["ColourBar", "FrequencyAxis", "TimeAxis"]
