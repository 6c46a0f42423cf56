"""Rules for ratings, in every notation that critics use."""

import re
from typing import Final

import polars as pl

from pipelines.claims.rules import BELOW_HEAD, SHORT, Example, Rule, Value
from pipelines.claims.text.columns import only_where
from pipelines.claims.text.lines import beside
from pipelines.claims.values.ratings import (
    BEFORE_GRADE,
    EMPTY,
    FULL,
    GRADE,
    GRADED_TITLE,
    HALF,
    rating,
)

GLYPHS: Final = rf"[{FULL}](?:\s?[{FULL}{HALF}{EMPTY}]){{0,9}}"
NUMBER: Final = r"(?:\d{1,3}(?:[.,]\d+)?\s?[½¼¾]?|[½¼¾])"

PRINTED_STARS: Final = r"(?:(?:\(star\)){1,5}|[★⭐]{1,5}|\*{1,5}|\*(?:\s\*){1,4})(?:\s?(?:½|1/2))?"
"""Stars behind a title, as papers print them and as agencies of the news write them; of other glyphs, as
circles, a title alone does not tell that they rate."""
GRADED: Final = rf"^{GRADED_TITLE}{BEFORE_GRADE}(?<value>{GRADE})$"
"""A title and its grade alone on a line."""
LONGEST_GRADED: Final = 90
MAY_BE_GRADED: Final = (pl.col("size") <= LONGEST_GRADED) & pl.col("line").str.contains(
    r"[\dA-F][+−–-]?$"
)
SHORTEST_GRADE: Final = 2
LONGEST_HEAD: Final = 60
"""Characters of a title above its stars."""
VOTES: Final = r"(?i:votos?|votes?|voti|stimmen|stemmen|röster|ratings|avis|bewertungen)"

IN_HEADLINE: Final = (
    rf"(?:\s|^)(?P<value>{GLYPHS}|[{HALF}])\W*$"
    rf"|\s[-–—|:(\[]\s*(?P<value2>{NUMBER}\s*/\s*(?:4|5|6|10|100))\W*$"
)
"""A rating at the end of a headline."""


def rating_in_headline(text: str) -> list[Value]:
    """The rating that a headline ends with.

    >>> [rating_in_headline(t)[0].text for t in ("Ten, 2002 - ★★★½", "Ten – 3/5", "Ten (7.5/10)")]
    ['★★★½', '3/5', '7.5/10']
    >>> rating_in_headline("Ten 24/7"), rating_in_headline("Fahrenheit 9/11")
    ([], [])
    """
    found = re.search(IN_HEADLINE, text)
    return rating(found["value"] or found["value2"]) if found else []


def circles(text: str) -> list[Value]:
    """The rating that full and empty circles are.

    >>> circles("●●●●○")[0].normalised, circles("●●●●○")[0].text
    ('4', '●●●●○')
    """
    read = rating(text.translate(str.maketrans("●⬤○◯", "★★☆☆")))
    return [Value(text, value.normalised, value.detail) for value in read]


RULES: Final = (
    Rule(
        name="rating.glyphs",
        attribute="rating",
        finds="Stars as glyphs.",
        pattern=rf"(?:^|[\s:(])(?<value>{GLYPHS})(?:[\s).,]|$)",
        parse=rating,
        confidence=0.95,
        where=SHORT,
        examples=(
            Example("★ ★ ★ ★", ("★ ★ ★ ★",)),
            Example("Our verdict: ★★★½☆", ("★★★½☆",)),
        ),
        counter_examples=("A star is born ☆ tonight", "M*A*S*H"),
    ),
    Rule(
        name="rating.in_headline",
        attribute="rating",
        finds="A value out of a best one at the end of the headline.",
        needs=("/",),
        pattern=rf"\s[-–—|:(\[]\s?(?<value>{NUMBER}\s*/\s*(?:4|5|10|100))\W*$",
        parse=rating,
        where=(BELOW_HEAD == 0) & SHORT,
        confidence=0.85,
        examples=(
            Example("Film Review: Long Harbour – 7/10", ("7/10",)),
            Example("Long Harbour (3,5/5)", ("3,5/5",)),
        ),
        counter_examples=("Open 24/7", "Rain\nLong Harbour – 7/10", "Fahrenheit 9/11"),
    ),
    Rule(
        name="rating.circles",
        attribute="rating",
        finds="Full and empty circles, as Dutch papers have them for stars.",
        needs=("●", "⬤"),
        pattern=r"^(?<value>[●⬤]{1,5}[○◯]{0,4})$",
        parse=circles,
        where=pl.col("size").is_between(3, 6),
        confidence=0.9,
        examples=(Example("●●●●○", ("●●●●○",)), Example("⬤⬤⬤", ("⬤⬤⬤",))),
        counter_examples=("● Rain", "○○○"),
    ),
    Rule(
        name="rating.behind_capsule",
        attribute="rating",
        finds="A grade or stars behind the bracket with certificate and length that ends a capsule.",
        needs=("min", "’)", "')"),
        pattern=rf"\((?:12A?|15A?|18|PG(?:-13)?|U|R|G|NR|NC-17|(?i:unrated|not\s+rated|no\s+rating))[,;:]\s+\d{{2,3}}\s?(?:min\w*\.?|m|['’])\)\s+(?:(?i:grade:?)\s+)?(?<value>[A-DF][+−–-]?|{NUMBER}\s*/\s*(?:4|5|10)|{GLYPHS})(?:[\s.]|$)",
        parse=rating,
        confidence=0.85,
        examples=(
            Example("Two sisters inherit a hen. (R, 112 min.) B+ (Roe) At the Ritz.", ("B+",)),
            Example("It snows and snows. (Not rated, 98 min.) ★★★", ("★★★",)),
        ),
        counter_examples=("Two sisters inherit a hen. (R, 112 min.) At the Ritz.",),
    ),
    Rule(
        name="rating.asterisks",
        attribute="rating",
        finds="Stars as asterisks, behind a title or a label or below it, or two and more before a title.",
        pattern=r"^[^*]*[\p{L}\p{N})\]:]\s+(?<value>\*{1,5}(?:\s?½|\s?1/2)?)\s*$|^(?<value2>\*{2,5}(?:\s?½|\s?1/2)?)\s+[\p{Lu}\d“\"‘][^*]*$|^(?<value3>\*{1,5}(?:\s?½|\s?1/2)?)\s*$",
        column="raw",
        parse=rating,
        where=(pl.col("size") <= 100)
        & (pl.col("raw").str.contains(r"\*\s?(?:½|1/2)?\s*$") | pl.col("raw").str.starts_with("**"))
        # Alone they may as well part two sections of a text.
        & (
            pl.col("line").str.contains(r"\p{L}")
            | (~pl.col("after_blank") & pl.col("size_before").is_between(1, LONGEST_HEAD))
        ),
        confidence=0.7,
        examples=(
            Example("[Heat](http://films.example/heat) ***", ("***",)),
            Example("Rating: **½", ("**½",)),
            Example("*** Long Harbour (PG)", ("***",)),
            Example("Long Harbour\n****\nA pilot sells her boat.", ("****",)),
        ),
        counter_examples=(
            "***",
            "It rains, and then it rains some more, as it does.\n\n***",
            "M*A*S*H",
            "a word in **bold**",
            "** note ** Rain",
            "* Rain",
        ),
    ),
    Rule(
        name="rating.behind_kicker",
        attribute="rating",
        finds="Stars between the title that a capsule begins with and its first sentence.",
        needs=("*", "(star)", "★", "⭐"),
        pattern=rf"^[\p{{Lu}}\d“\"‘][^*★⭐:;]{{1,70}}?\s+(?<value>{PRINTED_STARS})\s*(?:[:.–—-]+\s+[\p{{Lu}}“\"‘]|$)",
        column="raw",
        parse=rating,
        where=pl.col("raw").str.contains(
            r"^[^*★⭐(]{2,72}(?:\*|★|⭐|\((?:star\)|\p{Lu}[^()]*\)\s[*★⭐]))"
        ),
        confidence=0.8,
        examples=(
            Example(
                "Salt Road (star)(star)1/2: A lorry driver finds a corpse. R. 1:44.",
                ("(star)(star)1/2",),
            ),
            Example("Night Bus ***: A bus, a night and a hen, none of them in a hurry.", ("***",)),
            Example("Night Bus *1/2", ("*1/2",)),
        ),
        counter_examples=(
            "Salt Road *** and more of it on the next page",
            "Night Bus *The Bus of the Year*: a prize that is given to any bus.",
            "M*A*S*H: A war, and doctors.",
        ),
    ),
    Rule(
        name="rating.asterisks_behind_prose",
        attribute="rating",
        finds="Two asterisks and more, or one and a half, behind the last sentence of a paragraph.",
        needs=("**", "* *", "*½", "*1/2", "* 1/2"),
        pattern=r"[.!?…)”\"’]\s+(?<value>\*{2,5}(?:\s?(?:½|1/2))?|\*(?:\s\*){1,4}(?:\s(?:½|1/2))?|\*\s?(?:½|1/2))\s*$",
        column="raw",
        parse=rating,
        where=pl.col("raw").str.contains(r"\s\*[\s*]*(?:½|1/2)?\s*$") & (pl.col("size") >= 40),
        confidence=0.8,
        examples=(
            Example("A dog walks home through the snow, and back again, alone. **1/2", ("**1/2",)),
            Example("A dog walks home through the snow, and back. * * * 1/2", ("* * * 1/2",)),
        ),
        counter_examples=(
            "A dog walks home through the snow, and back again, alone.*",
            "**A dog walks home through the snow, and back again, alone.**",
        ),
    ),
    Rule(
        name="rating.of_visitors",
        attribute="rating",
        finds="The mean of what visitors of a site gave, beside the number of their votes.",
        needs=("vot", "stimm", "rating", "avis", "stem", "röster", "bewertung"),
        pattern=rf"^(?i:(?:nota\s+)?media|promedio|(?:note\s+)?moyenne|note(?:\s+des)?\s+spectateurs|(?:average|user|audience|visitor|community)(?:\s+(?:rating|score))?|durchschnitt|bewertung|puntuación|valoración|voto\s+medio|gemiddelde|waardering|betyg)\s*[:=]?\s*(?<value>\d{{1,2}}(?:[.,]\d{{1,2}})?(?:\s*/\s*\d{{1,3}})?)\s*[(|·,–-]?\s*(?:{VOTES}\s*:?\s*\d[\d.,]*|\d[\d.,]*\s*{VOTES})\)?$",
        parse=rating,
        where=SHORT,
        confidence=0.7,
        examples=(
            Example("Media: 3.8 Votos: 12", ("3.8",)),
            Example("Average rating 7.4/10 (214 votes)", ("7.4/10",)),
            Example("Durchschnitt: 4,1 – 33 Stimmen", ("4,1",)),
        ),
        counter_examples=("Votes: 12", "Media: 12 fotos", "Average rating pending, 3 votes"),
    ),
    Rule(
        name="rating.labelled",
        attribute="rating",
        finds="The word rating, grade, score or verdict, and one.",
        pattern=rf"(?:^|[–—|•-]\s)(?i:(?:\p{{L}}+\s+)?(?:rating|grade|score|stars|note|nota|wertung|bewertung|valoración|valutazione|puntuación|puntaje|punteggio|calificación|avaliação|cotation|beoordeling|waardering|cijfer|betyg|karakter|terningkast|ocena|voto|verdict|status|our\s+rating|overall|final\s+score)(?:\s*\(?(?:/\s?|out\s+of\s+|of\s+)\d{{1,3}}\)?)?)\s*[:=–-]\s*(?:.*\()?(?<value>{NUMBER}\s*(?:%|/\s*\d{{1,3}}|(?:\p{{Ll}}{{3,14}}\s+)?(?i:out\s+of|von|van|sur|su|af|av)\s+\w+(?:\s+(?i:sternen?|étoiles|stelle))?|(?i:stars?)(?:\s+(?i:out\s+of)\s+\w+)?)?|[A-F][+−–-]?|(?i:one|two|three|four|five)(?:\s+and\s+a\s+half)?\s+stars?(?:\s+out\s+of\s+\w+)?)\)?\s*(?:\.?$|[.–—]\s+\p{{Lu}})|^(?i:voto|nota|note|wertung|bewertung|betyg|cijfer|karakter|grade|rating|punteggio|puntaje)\s+(?<value2>\d{{1,2}}[.,]\d|{NUMBER}\s*/\s*\d{{1,3}}|[A-F][+−–-])$",
        parse=rating,
        confidence=0.95,
        where=SHORT & ~pl.col("raw").str.contains(r"\*\s?(?:½|1/2)"),
        examples=(
            Example("Rating: 3½ out of four", ("3½ out of four",)),
            Example("Grade: B+", ("B+",)),
            Example("Status: Return to Sender (2/5)", ("2/5",)),
            Example("Verdict: 8/10. See it with somebody you like.", ("8/10",)),
            Example("Valutazione: 3,5/5", ("3,5/5",)),
            Example("Score /10: 9", ("9",)),
            Example("Voto 6,5", ("6,5",)),
        ),
        counter_examples=("Rating: PG-13", "Rating: waived", "Score by John Williams"),
    ),
    Rule(
        name="rating.fraction_alone",
        attribute="rating",
        finds="A value out of a best one, alone on a line.",
        pattern=rf"^(?:\p{{Lu}}[\p{{L}}’' ]{{1,40}}:\s+)?(?<value2>(?:{NUMBER}|(?i:half\s+an?|one|two|three|four|five|six|seven|eight|nine)(?:\s+and\s+a\s+half)?)\s+(?:\p{{Ll}}{{2,14}}\s+){{1,3}}out\s+of\s+(?:4|5|10|four|five|ten))\s*[.!]?$|^(?<value>{NUMBER}\s*(?:(?:(?i:stars?)\s+)?(?:/|(?i:out\s+of|von|van|sur|su|af|av))|\p{{Ll}}{{3,14}}\s+out\s+of)\s*(?:4|5|6|10|100|(?i:four|five|ten))(?:\s+(?i:stars?|sterren|sternen?|étoiles|stelle|estrellas|estrelas|stjerner|stjärnor))?)\s*[.!]?$",
        parse=rating,
        confidence=0.9,
        where=SHORT,
        examples=(
            Example("3/4", ("3/4",)),
            Example("7 out of 10", ("7 out of 10",)),
            Example("Two kernels out of five.", ("Two kernels out of five",)),
            Example("The hut says: 3.5 cups of tea out of 5", ("3.5 cups of tea out of 5",)),
        ),
        counter_examples=(
            "24/7 access",
            "3/4 of the seats are gone",
            "Two boys out of five go home.",
            "Two of them: out of five",
        ),
    ),
    Rule(
        name="rating.picture",
        attribute="rating",
        finds="A rating as the text of a picture of stars.",
        needs=("![", "<img"),
        pattern=rf"!\[\s*(?:\p{{L}}+:?\s+)?(?<value>{NUMBER}\s*(?:/|(?i:out\s+of|von|sur|de|su|of))\s*\d{{1,3}})(?:\s+\p{{L}}+)?\s*\]\(|<img\s[^<>]*alt=[\"'](?:\p{{L}}+:?\s+)?(?<value2>{NUMBER}\s*(?:/|(?i:out\s+of|von|sur|de|su|of))\s*\d{{1,3}})(?:\s+\p{{L}}+)?[\"']",
        column="raw",
        parse=rating,
        confidence=0.9,
        examples=(
            Example("A fine film. ![4,5/5](/img/stars-4-5.gif)", ("4,5/5",)),
            Example('It sank. <img src="two.png" alt="2 out of 5 stars">', ("2 out of 5",)),
        ),
        counter_examples=("![Heat](/img/heat-3-5.jpg)", "![2 von ihnen](/img/3.gif)"),
    ),
    Rule(
        name="rating.letter_alone",
        attribute="rating",
        finds="A grade alone on one of the first lines, or below the last paragraph.",
        pattern=r"^(?<value>[A-D][+−–-]|[A-DF])$",
        parse=rating,
        where=(pl.col("size") <= SHORTEST_GRADE)
        & BELOW_HEAD.is_between(1, 8)
        & (pl.col("heading") == 0)
        & ~pl.col("is_bullet")
        & ((pl.col("size") > 1) | (pl.col("after_blank") & pl.col("before_blank"))),
        confidence=0.8,
        examples=(
            Example("Marsh Fire\nC+\nIt smoulders.", ("C+",)),
            Example("Marsh Fire\n\nB\n\nIt smoulders.", ("B",)),
        ),
        counter_examples=("A", "Section\nA\nB\nC", "Marsh Fire\nB+W"),
    ),
    Rule(
        name="rating.graded_list",
        attribute="rating",
        finds="A grade, or a value out of a best one, behind a title, in one of several such lines.",
        pattern=GRADED,
        parse=rating,
        where=MAY_BE_GRADED
        & pl.any_horizontal(
            beside(only_where(MAY_BE_GRADED, pl.col("line")), step).str.contains(GRADED)
            for step in (1, -1)
        ),
        confidence=0.8,
        examples=(
            Example("- Long Harbour – A-\n- Night Bus – C", ("A-", "C")),
            Example("Long Harbour: 7/10\nNight Bus: 4/10", ("7/10", "4/10")),
        ),
        counter_examples=("Long Harbour – A", "Vitamins – A\nTwo sides of one coin"),
    ),
    Rule(
        name="rating.letter_marked",
        attribute="rating",
        finds="A grade in bold or brackets behind the last sentence of a paragraph.",
        needs=("**", "__", "<b>", "<strong>", "(", "["),
        pattern=r"[.!?…)”\"’]\s+(?:(?:\*\*|__|<b>|<strong>)\W?(?<value>[A-DF][+−–-]?)\W?(?:\*\*|__|</b>|</strong>)|[(\[](?:(?i:grade|rating):?\s+)?(?<value2>[A-DF][+−–-]?)[)\]])\s*$",
        column="raw",
        parse=rating,
        confidence=0.85,
        examples=(
            Example("It never flags once in two hours. **A-**", ("A-",)),
            Example("The goats are real, and so is the mud. (B+)", ("B+",)),
        ),
        counter_examples=("Side A and then side **B**", "He lives on floor nine. (E)"),
    ),
    Rule(
        name="rating.ends_paragraph",
        attribute="rating",
        finds="A value out of a best one, a grade with its sign, or stars, behind the last sentence of a paragraph, or a title of a list.",
        pattern=rf"[.!?…)”\"’]\s+[(\[]?(?<value>{NUMBER}\s*/\s*(?:4|5|10|100)|[A-DF][+−]|[ABC]-|{GLYPHS})[)\]]?\.?$|[.!?…)”\"’»]\s+(?i:voto|nota|note|wertung|rating|score|grade|verdict|ocena|betyg|cijfer|puntaje|karakter)\s*[:：]\s*(?<value2>{NUMBER}(?:\s*/\s*\d{{1,3}})?|[A-F][+−–-]?)\.?$|^\d{{1,3}}[.)]\s+[^()]{{1,80}}\((?<value3>{NUMBER}\s*/\s*(?:4|5|10))\)$",
        parse=rating,
        where=pl.col("line").str.contains(
            r"(?:/\s*\d{1,3}|[+−★⭐✭½☆✩-]|[:：]\s*\S{1,5})[)\]]?\.?$"
        ),
        confidence=0.85,
        examples=(
            Example("Verdict: see it for Jo Smith and the dog. 3.5/5", ("3.5/5",)),
            Example("He gets wet, and wetter, and then he drowns. ★★", ("★★",)),
            Example("A dog and its man walk home through the snow. B+", ("B+",)),
            Example("2) Long Harbour: Part Two (4.5/5)", ("4.5/5",)),
            Example("Un cane torna a casa con il suo uomo. Voto: 7", ("7",)),
            Example("A dog walks home through the snow, and back. (★★★½)", ("★★★½",)),
        ),
        counter_examples=("The shop is open. 24/7", "It opened on 9/11.", "He is blood type B+"),
    ),
    Rule(
        name="rating.stars_in_words",
        attribute="rating",
        finds="So many stars, in words, as a sentence of their own.",
        needs=(" star",),
        pattern=r"(?:^|[.!?)”\"’]\s+|[|•·–—]\s)(?<value>(?:(?i:zero|half\s+a|one|two|three|four|five)(?:(?:\s+|-)and(?:\s+|-)(?:a|one)(?:\s+|-)half)?|[0-5](?:[.,](?:5|[27]5)|\s?½)?)\s+(?i:stars?))\s*(?:[.!]?$|\s\((?i:out)|[.]\s+\p{Lu})|\((?<value2>(?:(?i:one|two|three|four|five)|[0-5](?:[.,]5|\s?½)?)\s+(?i:stars?))\)\s+\p{Lu}",
        parse=rating,
        confidence=0.85,
        examples=(
            Example("It sinks. (R) 98 min. One and a half stars.", ("One and a half stars",)),
            Example("Three stars", ("Three stars",)),
            Example("“LONG HARBOUR” (PG) 2.25 STARS", ("2.25 STARS",)),
            Example("(15) 84min (2 Stars) A pilot sells her boat.", ("2 Stars",)),
        ),
        counter_examples=(
            "It has three stars and no plot.",
            "The two stars. They fight.",
            "A film of parts (two stars) is no whole.",
        ),
    ),
    Rule(
        name="rating.out_of_stars",
        attribute="rating",
        finds="So many stars out of so many, in a sentence.",
        needs=("star", "stjerner", "punkt", "point", "punt", "étoile", "stern", "estrell"),
        pattern=rf"(?<value>(?:{NUMBER}|(?i:one|two|three|four|five)(?:\s+and\s+a\s+half)?)\s+(?i:out\s+of)\s+(?:four|five|ten|4|5|10)\s+(?i:stars?)|(?:{NUMBER}|(?i:one|two|three|four|five)(?:\s+and\s+a\s+half)?)\s+(?i:stars?\s+out\s+of)\s+(?:four|five|ten|4|5|10)|{NUMBER}\s+(?:von|out\s+of|su|de)\s+(?:5|10|100)\s+(?:Punkten|points|Sternen|estrellas|puntos|punti)|{NUMBER}\s+étoiles\s+sur\s+(?:4|5)|{NUMBER}\s+stjerner\s+(?:ud\s+)?a[fv]\s+(?:5|6|10))\b",
        parse=rating,
        confidence=0.9,
        examples=(
            Example(
                "“Starlet,” unrated. Three and a half stars out of four.",
                ("Three and a half stars out of four",),
            ),
            Example("I give it 4 out of 5 stars for nerve.", ("4 out of 5 stars",)),
            Example("Af Ada Brun. 4 stjerner ud af 6", ("4 stjerner ud af 6",)),
            Example("Von mir gibt es dafür 8 von 10 Punkten.", ("8 von 10 Punkten",)),
            Example("Le doy 3,5 de 5 estrellas y me voy.", ("3,5 de 5 estrellas",)),
        ),
        counter_examples=(
            "Er spielte in 8 von 10 Filmen mit.",
            "Nine out of ten cats prefer it.",
            "the four stars of the film",
        ),
    ),
)
