"""The scripted source can be imported."""

import sys
from pathlib import Path

from hypothesis import settings

sys.path.insert(0, str(Path(__file__).parent))
settings.register_profile("whatever else runs", deadline=None)
settings.load_profile("whatever else runs")
