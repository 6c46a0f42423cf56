"""Rules for who distributes a film, and from when."""

from typing import Final

from pipelines.claims.rules import SHORT, Example, Rule
from pipelines.claims.text.labels import fact_labels

RULES: Final = (
    Rule(
        name="distributor.labelled",
        attribute="distributor",
        finds="A word for the distributor, and its name.",
        pattern=rf"^{fact_labels('distributor')}\s*(?:[:：]\s*|\s)(?<value>[^\s:：].{{1,80}}?)(?:\.\s+\p{{L}}+\s*[:：].*)?$",
        where=SHORT,
        confidence=0.95,
        examples=(
            Example("UK distribution New Wave Films", ("New Wave Films",)),
            Example("Distribuidora: ELÁSTICA FILMS", ("ELÁSTICA FILMS",)),
            Example("Verleih: Harbour. Start: 14.7.2011", ("Harbour",)),
        ),
        counter_examples=(
            "Distribution of tickets begins at noon, in the foyer, as always and for ever more, every day of the week, rain or shine",
        ),
    ),
    Rule(
        name="distributor.release",
        attribute="distributor",
        finds="Whose release it is.",
        needs=("release",),
        pattern=r"^(?:An?|A\s+new)\s+(?<value>\p{Lu}[\p{L}\p{N}&.+’' -]{1,40}?)\s+(?:[Rr]elease|RELEASE)\.?$|[,”\"]\s+an?\s+(?<value2>\p{Lu}[\p{L}\p{N}&.+’' -]{1,40}?)\s+release(?:,|\s+(?:that|which|now|out|opening|in|on|playing|streaming|hitting|arriving|available|is|rated))\s",
        confidence=0.9,
        examples=(
            Example("A BFI release", ("BFI",)),
            Example("An Altitude release.", ("Altitude",)),
            Example("A HARBOUR FILMS RELEASE", ("HARBOUR FILMS",)),
            Example("“Rain,” a Harbour Pictures release, is rated R.", ("Harbour Pictures",)),
            Example(
                "“Rain,” a Lantern Films release in theaters Friday, is rated R.",
                ("Lantern Films",),
            ),
        ),
        counter_examples=("A press release", "A release of tension"),
    ),
)
