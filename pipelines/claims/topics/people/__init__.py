"""Rules for people and their parts in a film: credit lines, directors, writers, producers, actors.

The words for the roles themselves stand in data/reference/role_names.csv.
"""

from typing import Final

from pipelines.claims.topics.people import actors, crew, directors, writers

RULES: Final = (*crew.RULES, *directors.RULES, *writers.RULES, *actors.RULES)
