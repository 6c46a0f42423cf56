"""Rules for how long a film is."""

from typing import Final

import polars as pl

from pipelines.claims.rules import EDGE, SHORT, Example, Rule, Value
from pipelines.claims.text.labels import fact_labels
from pipelines.claims.text.titles import MONTH
from pipelines.claims.topics.facts.phrases import DURATION
from pipelines.claims.values.durations import SPELLED, minutes

HOURS_IN_PROSE: Final = r"(?:\d{1,2}|an|one|two|three|four|five)"
LENGTH: Final = rf"(?:(?:\d{{2,3}}|{SPELLED})[\s-]+minutes?|{HOURS_IN_PROSE}[\s-]+hours?(?:,?\s+(?:and\s+)?(?:\d{{1,2}}|{SPELLED})\s+minutes?|\s+and\s+a\s+half)|{HOURS_IN_PROSE}(?:\.5|½|\s1/2|[\s-]and[\s-]a[\s-]half)[\s-]+hours?)"
"""How long a film runs, as sentences say it; whole hours are rather a sigh than a length."""
ROUGHLY: Final = r"(?:(?:in|at|for|just|only|a|an|over|under|about|around|into|some|nearly|almost|roughly|barely|all|of|mere|whole|full|lean|tight|brisk|taut|trim|scant|exactly|well)\s+){0,4}"
SHORTEST_FEATURE: Final = 45
OF_PROGRAMME: Final = rf"(?i){EDGE}(?:total\s+(?:running|run|screening|programme)?\s*time|total\s+(?:runtime|duration|length)|programme\s+(?:length|duration)|gesamt(?:l[aä]nge|dauer|laufzeit)|durée\s+totale|duración\s+total|durata\s+(?:totale|complessiva)|temps\s+de\s+lecture|lesezeit|reading\s+time|tiempo\s+de\s+lectura|tempo\s+di\s+lettura|leestijd|lästid|min(?:s|utes?)?\.?\s+(?:to\s+)?read|lecture\s*:?\s+\d+|lettura\s*:?\s+\d+|de\s+lectura){EDGE}"
"""A running time of all films of a show together, or the time that it takes to read a text."""
OF_TRAILERS: Final = [" adverts", " trailers"]
"""What lasts some minutes before a film begins."""


def film_length(text: str) -> list[Value]:
    """A running time that a film can have: three quarters of an hour or more.

    >>> film_length("99 minutes")[0].normalised, film_length("10 minutes")
    ('99', [])
    """
    return [value for value in minutes(text) if int(value.normalised or 0) >= SHORTEST_FEATURE]


IS_HOUR: Final = rf"(?i:{MONTH}(?:\s+\d{{4}})?\W{{1,4}}(?:[àa]\s+)?\d{{1,2}}h(?:\d\d)?)$"
"""A day and an hour, which is no length."""

RULES: Final = (
    Rule(
        name="runtime.alone",
        attribute="runtime_minutes",
        finds="A running time at the beginning or end of a short line.",
        pattern=rf"(?:^|[\s.,(|/•·-])(?<value>{DURATION})(?:\s*\(|\s*[.,)|/•·]|\s*$|\s+(?i:total|approx))|\s\((?<value2>\d{{1,3}}\s?['′’])\)$|^(?<value3>\d{{2,3}}\s?m)$|^(?<value4>\d{{2,3}}\s(?:mins|minutes))\s+(?:More|Mehr|Más|Plus|Full)\b",
        parse=minutes,
        where=(pl.col("size") <= 160)
        & ~pl.col("line").str.contains(OF_PROGRAMME)
        & ~pl.col("line").str.contains(IS_HOUR),
        confidence=0.9,
        examples=(
            Example("92 minutes.", ("92 minutes",)),
            Example("Taiwan 1991. 237min", ("237min",)),
            Example("France 1975, 3h 21m", ("3h 21m",)),
            Example("Drame | 1h52", ("1h52",)),
            Example("Luna, di Anna Bruni (12')", ("12'",)),
            Example("97m", ("97m",)),
            Example("97 mins More at IMDb", ("97 mins",)),
        ),
        counter_examples=(
            "Doors open at 19:30",
            "ten minutes from the station",
            "Dimanche 11 janvier 2026 – 15h",
            "Total running time 118min.",
            "Gesamtlänge ca. 95 min",
        ),
    ),
    Rule(
        name="runtime.labelled",
        attribute="runtime_minutes",
        finds="A word for running time, and one.",
        pattern=rf"^{fact_labels('runtime_minutes')}\s*[:：]?\s*(?<value>{DURATION}|[1-4]:[0-5]\d|\d{{2,3}}(?:\s?m)?)\b",
        parse=minutes,
        where=SHORT,
        confidence=0.95,
        examples=(
            Example("Running time: 1:47", ("1:47",)),
            Example("Duración: 158 min.", ("158 min",)),
            Example("Running time: 2 hours 35", ("2 hours 35",)),
            Example("Length: 1h58m", ("1h58m",)),
        ),
        counter_examples=("Duration: TBC", "Length of stay: 3 nights"),
    ),
    Rule(
        name="runtime.in_line",
        attribute="runtime_minutes",
        finds="The words running time and one, behind something else on the line.",
        needs=("running time", "run time", "runtime", "length:", "duration:"),
        pattern=rf"[.;,|)”\"]\s+(?i:running\s+time|run\s*time|length|duration)\s*[:：]?\s*(?<value>{DURATION}|\d:\d{{2}}\b|\d{{2,3}}\b)",
        parse=minutes,
        confidence=0.92,
        examples=(
            Example("“Harbour.” Rated R for rain. Running time: 1:52. In theaters.", ("1:52",)),
            Example("Cert 15; running time: 2 hours 4 minutes", ("2 hours 4 minutes",)),
        ),
        counter_examples=("It is long, but its running time is well spent.",),
    ),
    Rule(
        name="runtime.prose",
        attribute="runtime_minutes",
        finds="A running time in a sentence.",
        needs=("minut",),
        pattern=r"\b(?<value>\d{2,3}[-\s]minutes?)\s+(?i:running|run|film|movie|documentary|feature|epic|runtime)\b|(?i:running\s+time\s+of)\s+(?<value2>\d{2,3}\s+minutes)|\b(?:de|sus|los|con|de\s+ses|di|dei\s+suoi|i\s+suoi|os\s+seus)\s+(?<value3>\d{2,3}\s+minut[oei]s?)(?:\s+(?:de\s+(?:duración|metraje|durée|duração)|di\s+durata|(?:que|y|e|et)\b)|[,.])",
        parse=film_length,
        confidence=0.8,
        where=pl.col("size") > 160,
        examples=(
            Example(
                f"Over the span of its well-earned 141-minute running time, {'it goes on ' * 12}.",
                ("141-minute",),
            ),
            Example(f"This 90-minute film {'goes on and on ' * 12}", ("90-minute",)),
            Example(
                f"Es una cinta de 95 minutos de duración. {'Llueve mucho. ' * 10}", ("95 minutos",)
            ),
            Example(
                f"Le sobran diez de sus 112 minutos, y un sueño. {'Llueve. ' * 16}",
                ("112 minutos",),
            ),
        ),
        counter_examples=(
            f"After 20 minutes you know it. {'It goes on and on. ' * 10}",
            f"Una escena de 10 minutos sin una palabra. {'Llueve mucho. ' * 10}",
        ),
    ),
    Rule(
        name="runtime.said",
        attribute="runtime_minutes",
        finds="How long a film runs, in a sentence.",
        needs=("minute", "hour"),
        pattern=rf"\b(?:[Rr]uns?|[Rr]unning|[Ll]asts?|lasting|clocks?\s+in|clocking\s+in|weighs\s+in|(?:running\s+time|runtime|run\s+time|length)\s+(?:of|is|was)|into|crammed|mere|breezy|brisk|lean|tight|taut|trim|scant)\s+{ROUGHLY}(?<value>{LENGTH})\b|\b(?:film|movie|picture|It|it)(?:\s+is|[’']s)\s+{ROUGHLY}(?<value2>{LENGTH}|{HOURS_IN_PROSE}\s+hours?)\s+long|(?<value5>\d{{1,2}}-hour)\s+(?:\p{{Ll}}+\s+){{0,1}}(?:documentary|film|epic|movie|version|cut)|(?<value3>{LENGTH})[\s-]+(?:\p{{Ll}}+\s+){{0,1}}(?:long|in\s+length|runtime|running\s+time|run\s+time|documentary|film|feature|epic|movie|version|cut)\b|\b[Aa]t,?\s+{ROUGHLY}(?<value4>{LENGTH})(?:\s+long)?,\s|\b(?:[Aa]t|[Ii]n|[Ii]ts|[Tt]he|[Aa]n?|[Tt]his|[’']s)\s+(?:\p{{Ll}}+\s+){{0,3}}(?<value6>\d{{2,3}}[-\s]minutes?)\b",
        parse=film_length,
        confidence=0.7,
        where=(pl.col("size") > 40) & ~pl.col("line").str.contains_any(OF_TRAILERS),
        examples=(
            Example("though the film only runs for 99 minutes, it drags", ("99 minutes",)),
            Example("Still, the film is two hours long; why, we cannot say.", ("two hours",)),
            Example("It is a 15-hour documentary, shown in five parts.", ("15-hour",)),
            Example("At just over ninety minutes, it never outstays.", ("ninety minutes",)),
            Example(
                "It runs for nearly two and a half hours, and flies.", ("two and a half hours",)
            ),
            Example(
                "At a whopping 163 minutes, it is longer than the war it tells.", ("163 minutes",)
            ),
        ),
        counter_examples=(
            "After two hours of waiting, the lights went out at last.",
            "The joke runs for 10 minutes and then it dies in the snow.",
        ),
    ),
)
