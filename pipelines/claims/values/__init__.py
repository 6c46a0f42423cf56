"""Read single values: names, durations, places, dates, ratings. Plain functions over text."""
