"""Read single values: names, durations, places, dates, ratings. Plain functions over text."""

from typing import Final

KEPT_TEXTS: Final = 50_000
"""So many texts are remembered with what was read in them: names, titles and lines come again."""
