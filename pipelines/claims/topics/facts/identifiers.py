"""Rules for the ids that a film has elsewhere."""

from typing import Final

from pipelines.claims.rules import Example, Rule

RULES: Final = (
    Rule(
        name="imdb_id.link",
        attribute="imdb_id",
        finds="A link to the film in IMDb.",
        needs=("imdb.com",),
        pattern=r"imdb\.com/title/(?<value>tt\d{7,9})",
        column="raw",
        confidence=0.7,
        examples=(
            Example("https://www.imdb.com/title/tt2852470/", ("tt2852470",)),
            Example("IMDb: http://imdb.com/title/tt0111161/?ref_=x", ("tt0111161",)),
        ),
        counter_examples=("imdb.com/name/nm0000001", "title tt12"),
    ),
)
