"""Rules for the genres of a film."""

import re
from typing import Final

import polars as pl

from pipelines.claims.reference import reference_table
from pipelines.claims.rules import BELOW_HEAD, NAME, SHORT, Example, Rule, Value, as_is
from pipelines.claims.text.alternatives import alternatives
from pipelines.claims.text.labels import fact_labels
from pipelines.claims.text.marks import FILM, OTHER

GENRES_IN_PROSE: Final = reference_table("genre_words", ("word", "genre", "is_a_film"))
LISTED_GENRES: Final = alternatives(
    [
        *GENRES_IN_PROSE["word"].to_list(),
        *reference_table("genre_names", ("name", "language"))["name"].to_list(),
    ]
)
GENRE_WORDS: Final = alternatives(GENRES_IN_PROSE["word"].to_list())
KINDS: Final = alternatives(GENRES_IN_PROSE.filter(pl.col("is_a_film") == "yes")["word"].to_list())
"""Words that mean a film by themselves: a thriller is one, a mystery or a war need not be."""
A_KIND: Final = rf"(?i:{KINDS}|(?:{GENRE_WORDS})\s+(?:film|movie|feature|flick|picture))"
BEFORE_KIND: Final = r"(?:[\p{L}\p{N}’'-]+,?\s+){0,5}?"
"""The adjectives before it."""
NEEDS_GENRE: Final = (
    "drama", "comedy", "thriller", "documentary", "musical", "western", "horror", "romance", "romantic", "romcom",
    "rom-com", "-fi", "science", "fantasy", "noir", "biopic", "satire", "slasher", "mystery", " war", "animat",
    "adventure", "action", "heist", "martial", "giallo", "gangster", "dramedy", "farce", "caper", "chiller",
    "whodunit", "whodunnit", "movie", "ghost story",
)  # fmt: skip
GENRE_IN_PHRASE: Final = re.compile(rf"\b(?:{GENRE_WORDS})\b", re.IGNORECASE)
GENRE_AT_END: Final = re.compile(
    rf"\b(?:{GENRE_WORDS})(?:\s+(?:film|movie|feature|flick|picture))?$", re.IGNORECASE
)
MEANT: Final = dict(zip(GENRES_IN_PROSE["word"], GENRES_IN_PROSE["genre"], strict=True))
GENRE_STEMS: Final = tuple(sorted({word.lower() for word in GENRES_IN_PROSE["word"]}))
KINDS_OF_GENRE: Final = r"(?:sci-fi|science[\s-]fiction|action|crime|zombie|vampire|heist|spy|war|teen|road|buddy|black|dark|folk|body|stoner|slasher|superhero|sports|musical|historical|romantic|political|legal|courtroom|psychological|erotic|supernatural|paranormal|survival|conspiracy|fantasy|horror|family|period|costume|coming-of-age|social[\s-]realist)"
FILM_WORD: Final = r"(?:film|movie|feature|flick|caper|romp)"
GENRE_NOUNS: Final = r"(?:(?:romantic|black|dark|horror|screwball|action)[\s-]comedy|(?:crime|period|costume|family|romantic|coming-of-age)\s+drama|(?:psychological|crime|spy|political)\s+thriller|comedy|drama|thriller|documentary|musical|western|biopic|satire|mockumentary|melodrama|tragicomedy|dramedy|rom-?com|whodunn?it|film\s+noir)"
"""Genres that name a film by themselves; others need the word film behind them."""
DESCRIBED_GENRE: Final = re.compile(
    rf"\b(?:{KINDS_OF_GENRE}[\s/-]+)?(?:{GENRE_WORDS})(?=(?:\s+{FILM_WORD})?(?:\s+(?:about|starring|based\s+on|set\s+\w+|directed|in\s+which|from\s+director|that\s+follows|with\s+an?))?$)",
    re.IGNORECASE,
)
KINDS_ABROAD: Final = r"(?:[Tt]hriller|[Dd]rama|(?:[Tt]ragi)?[Kk]omödie|Krimi|Western|Dokumentarfilm|comédie|drame|documentaire|comedia|documental|commedia|dramma|documentario|western)"
"""What films are called in other languages than English."""
NO_ADJECTIVES: Final = re.compile(
    r"\s(?:the|an?|of|that|this|which|who|whose|where|when|by|with|in|to|for|from|about|is|was|as|however|than|not|like)\s",
    re.IGNORECASE,
)
OF_THE_KIND: Final = re.compile(
    r"\b(?:first(?!-rate)|best|finest|greatest|worst|only|another|typical|traditional|usual|average|standard|any|every|proper|pure)\b",
    re.IGNORECASE,
)
"""Words that speak of a genre rather than of this film."""


def genre_of_phrase(text: str) -> list[Value]:
    """The genres of a phrase of adjectives that ends with one.

    An adventure is a genre by itself only: a sci-fi adventure is science fiction.

    >>> genre_of_phrase("a quiet romantic comedy")[0].text
    'romantic comedy'
    >>> [value.normalised for value in genre_of_phrase("a sci-fi adventure")]
    ['Science fiction']
    >>> genre_of_phrase("a shame, however, that the comedy")
    []
    """
    if NO_ADJECTIVES.search(text) or not GENRE_AT_END.search(text):
        return []
    named = [found.group() for found in GENRE_IN_PHRASE.finditer(text)]
    kept = [name for name in named if name.lower() != "adventure"] or named
    return [value for name in kept for value in genres_meant(name)]


def genre_of_opening(text: str) -> list[Value]:
    """The genre of a phrase that a capsule begins with, unless it speaks of the whole kind.

    >>> genre_of_opening("Deadpan Danish comedy")[0].text, genre_of_opening("Every Danish comedy")
    ('comedy', [])
    """
    return [] if OF_ALL.match(text) else genre_of_phrase(text)


OF_ALL: Final = re.compile(
    r"(?:The|This|That|These|Those|Every|Each|Another|Unlike|Like|There|Here|When|While|Whether|What|Which|Where|Since|After|Before|Although|Though|Because|Never|Perhaps|Maybe|Half|Part|Some|Most|Many)\b"
)
"""Words before a genre that is not that of one film, or is not all that it is."""


def genres_meant(text: str) -> list[Value]:
    """The genres that a kind of film belongs to: what is printed stays, what is meant goes beside it.

    >>> [value.normalised for value in genres_meant("romantic comedy")]
    ['Romance', 'Comedy']
    >>> genres_meant("survival drama")[0]
    Value(text='survival drama', normalised='drama', detail={})
    """
    told = MEANT.get(text.lower())
    if told:
        return [Value(text, meant) for meant in told.split("; ")]
    named = [found.group() for found in GENRE_IN_PHRASE.finditer(text)] or [text]
    kept = [name for name in named if name.lower() != "adventure"] or named
    return [Value(text, MEANT.get(name.lower()) or name) for name in kept]


def genre_described(text: str) -> list[Value]:
    """The genre that a description of a film ends with, before what it is about.

    >>> [value.text for value in genre_described("chilly thriller about")]
    ['thriller']
    """
    found = DESCRIBED_GENRE.search(text)
    before = text[: found.start()] if found else ""
    if not found or NO_ADJECTIVES.search(before) or OF_THE_KIND.search(before):
        return []
    return genres_meant(found.group())


KINDS_AHEAD: Final = r"[Tt]hriller|(?:[Tt]ragi)?[Kk]omödie|[Dd]rama|Roadmovie|Dokumentarfilm|Horrorfilm|Animationsfilm|Kinderfilm|Krimi|[Ww]estern|[Cc]omédie|[Dd]rame|[Dd]ocumentaire|[Cc]omedia|[Dd]ocumental|[Cc]ommedia|[Dd]ramma|[Dd]ocumentario|[Mm]isdaadfilm|[Aa]nimatiefilm|[Oo]orlogsfilm|[Kk]omedie|[Cc]omédia|[Dd]ocumentário"
"""Genres as German, French, Italian, Spanish, Dutch and Portuguese capsules begin with them."""


RULES: Final = (
    Rule(
        name="genre.labelled",
        attribute="genre",
        finds="The word genre, and genres.",
        pattern=rf"^{fact_labels('genre')}\s*[:：]\s*(?<value>\S.{{1,120}})$",
        parse=lambda text: [
            value
            for part in re.split(r"\s*[,/|;·]\s*", re.split(r"\.\s", text)[0])
            for value in as_is(part)
        ],
        where=SHORT,
        confidence=0.95,
        examples=(
            Example("Género: Drama, Thriller", ("Drama", "Thriller")),
            Example("Género: drama. España, 2019.", ("drama",)),
            Example("Genre: Comedy", ("Comedy",)),
        ),
        counter_examples=("A genre: the western", "Genre-bending"),
    ),
    Rule(
        name="genre.of_film",
        attribute="genre",
        finds="That the film is a drama, a comedy and so on.",
        needs=NEEDS_GENRE,
        pattern=rf"(?:{FILM}[”\"’']?|\b[Tt]his|\b(?:[Tt]he|[Hh]is|[Hh]er|[Tt]heir|[’']s?)\s+(?:[\p{{L}}’'-]+\s+){{0,3}}?(?:film|movie|picture|feature|debut|follow-up|offering|effort|winner|result)|\b[Ii]t)(?:[’']s|\s+is|\s+was|\s+remains|\s+works|\s+succeeds|\s+plays|\s+unfolds|,)?\s+(?:(?:as|like|also|still|just|both|at\s+heart|above\s+all|first\s+and\s+foremost|\p{{Ll}}+ly),?\s+)*(?<value>(?:an?|the|one\s+of\s+the)\s+(?:[\p{{L}}’'-]+,?\s+){{0,5}}?(?i:{GENRE_WORDS}))(?:\s+(?:film|movie|feature|flick|story|tale))?(?:[^-\p{{L}}]|$)|\b(?<value2>(?:[Tt]his|[Tt]he|[Aa]n?)\s+(?:[\p{{L}}-]+,?\s+){{0,3}}?(?i:{GENRE_WORDS})),?\s+[“\"‘']?{FILM}",
        parse=genre_of_phrase,
        where=pl.col("size") >= 40,
        confidence=0.6,
        examples=(
            Example(
                "The film is a documentary which follows a mother and her son.", ("documentary",)
            ),
            Example(f"It has been months since the French drama {FILM} came out.", ("drama",)),
        ),
        counter_examples=(
            "A rarity in horror films, or in any film for that matter, is luck.",
            "It is a shame, however, that the comedy of errors was not filmed.",
        ),
    ),
    Rule(
        name="genre.this_kind",
        attribute="genre",
        finds="This drama, this thriller, or whose new one it is.",
        needs=NEEDS_GENRE,
        pattern=rf"\b(?:[Tt]his|(?:[’']s?|[Hh]is|[Hh]er|[Tt]heir)\s+(?:new|latest|debut|first))\s+(?<value>{BEFORE_KIND}{A_KIND})(?:[^-\p{{L}}]|$)",
        parse=genre_of_phrase,
        where=pl.col("size") >= 40,
        confidence=0.55,
        examples=(
            Example("There is rain in every frame of this tense prison thriller.", ("thriller",)),
            Example("In Ada Brown’s latest black comedy a hen is put on trial.", ("black comedy",)),
            Example("This horror film has no blood, and few words, and no end.", ("horror",)),
        ),
        counter_examples=(
            "This is what the makers of the thriller had in mind all along.",
            "With this war behind them, they go home to look for their dogs.",
        ),
    ),
    Rule(
        name="genre.of_headline",
        attribute="genre",
        finds="A drama or thriller in headline or standfirst, and what it is about.",
        needs=NEEDS_GENRE,
        pattern=rf"(?:^|[:–—,-]\s+|[’']s?\s+)(?<value>(?:An?\s+|The\s+)?{BEFORE_KIND}{A_KIND})(?:\s+(?:about|that|which|with|starring|from|by|set|in|is|follows|finds|offers|takes|reunites|fuelled|fueled|has|gets)\b|\s*[,.:;–—]|$)",
        parse=genre_of_phrase,
        where=BELOW_HEAD.is_between(-1, 3) & pl.col("size").is_between(20, 200),
        confidence=0.55,
        examples=(
            Example("Harbour\n\nCannes drama about a diver is quietly devastating", ("drama",)),
            Example("Rain comes\n\nAda Brown’s black comedy reunites old foes", ("black comedy",)),
        ),
        counter_examples=("Rain comes\n\nThe star of the comedy about a hen is back again",),
    ),
    Rule(
        name="genre.as_such",
        attribute="genre",
        finds="How it does as a drama, a comedy and so on.",
        needs=NEEDS_GENRE,
        pattern=rf"\b[Aa]s\s+(?<value>an?\s+{BEFORE_KIND}{A_KIND}),?\s+(?:it|this|{FILM}|the\s+film)\b|\b(?:works?|succeeds?|fails?|functions?|operates?)\s+(?:\p{{Ll}}+\s+)?as\s+(?<value2>an?\s+{BEFORE_KIND}{A_KIND})(?:[^-\p{{L}}]|$)|\b[Aa]s\s+(?<value3>an?\s+{BEFORE_KIND}{A_KIND})\s+of\s+\p{{Ll}}",
        parse=genre_of_phrase,
        where=pl.col("size") >= 40,
        confidence=0.55,
        examples=(
            Example("As a courtroom drama it is hardly new, but it is fast.", ("courtroom drama",)),
            Example("It works best as a thriller, when nobody has to talk.", ("thriller",)),
            Example("It finds its stride as a thriller of quiet silliness.", ("thriller",)),
        ),
        counter_examples=("Known as a comedy actor, he plays it very straight here.",),
    ),
    Rule(
        name="genre.opening",
        attribute="genre",
        finds="A drama or thriller that a paragraph begins with, and what it is about.",
        needs=NEEDS_GENRE,
        pattern=rf"^(?:\W{{0,3}}{FILM}\W{{0,3}}\s+(?:\([^()]*\)\W*\s+)?)?(?<value>(?:An?|\p{{Lu}}[\p{{Ll}}-]{{4,}},?)\s+{BEFORE_KIND}{A_KIND}),?\s+(?:by|about|that|which|set|starring|in\s+which|following|based|directed|from|with|at)\b|^(?<value2>(?:\p{{Lu}}[\p{{L}}-]{{3,}}\s+){{0,1}}(?i:{KINDS}))\s+(?:about|starring|in\s+which|following|based\s+on)\b",
        parse=genre_of_opening,
        where=pl.col("size") >= 60,
        confidence=0.55,
        examples=(
            Example(
                "A taut political thriller about a plot that nobody had thought through.",
                ("political thriller",),
            ),
            Example(
                "An offbeat comedy in which a hen is tried for the murder of a fox.", ("comedy",)
            ),
            Example(
                "Deadpan Danish comedy about a hen that is tried for the murder of a fox.",
                ("comedy",),
            ),
            Example(
                "Gentle, funny documentary by Ada Brown about the year she spent on a boat.",
                ("documentary",),
            ),
        ),
        counter_examples=(
            "A man who writes a comedy about his wife is soon alone with his hen.",
            "Every old comedy about a hen has a fox in it, and so has this one, at last.",
        ),
    ),
    Rule(
        name="genre.opening_abroad",
        attribute="genre",
        finds="A genre that a capsule begins with, in a language other than English, and what it is about.",
        needs=(
            "thriller ",
            "omödie ",
            "drama ",
            "movie ",
            "film ",
            "krimi ",
            "western ",
            "comédie ",
            "drame ",
            "documentaire ",
            "comedia ",
            "documental ",
            "commedia ",
            "dramma ",
            "documentario ",
            "thriller,",
            "omödie,",
            "drama,",
            "film,",
            "komedie ",
            "comédia ",
            "documentário ",
        ),
        pattern=rf"^(?:(?:Eine?|Een|Un[ae]?|Uma?|Et|En)\s+(?:\p{{Ll}}+\s+){{0,2}}?|\p{{Lu}}\p{{Ll}}+e[rs]?\s+)?(?<value>{KINDS_AHEAD})(?:(?:\s+\p{{Ll}}[\p{{L}}’'-]+){{0,2}}?\s+(?:nach|mit|über|um|aus|sur|avec|autour|con|sobre|su|over|waarin|om|com)\b|,\s+(?:der|die|das|in\s+de[mr]|qui|che|dat|que)\b)",
        where=pl.col("size") >= 60,
        confidence=0.6,
        examples=(
            Example(
                "Norwegischer Thriller nach Maß: ein See, ein Loch, ein Kommissar im Nebel.",
                ("Thriller",),
            ),
            Example(
                "Ein Thriller, der fast ganz in einem Stellwerk spielt und dabei nie müde wird.",
                ("Thriller",),
            ),
            Example(
                "Franse misdaadfilm waarin een afgematte rechercheur een zwemmer zoekt in de mist.",
                ("misdaadfilm",),
            ),
            Example(
                "Britse thriller over een kamer die je beter niet aan een vreemde verhuurt.",
                ("thriller",),
            ),
            Example(
                "Comédie sur une poule accusée du meurtre d’un renard, et qui s’en sort bien.",
                ("Comédie",),
            ),
        ),
        counter_examples=(
            "Der Thriller nach dem Roman kommt erst im Winter ins Kino, wie man nun hört.",
            "Comédie humaine que cette histoire de poule et de renard, et c'est bien dommage.",
        ),
    ),
    Rule(
        name="genre.this_kind_abroad",
        attribute="genre",
        finds="This drama, or that somebody makes one, in German, French, Italian, Spanish or Dutch.",
        needs=(
            "thriller",
            "omödie",
            "drama",
            "krimi",
            "western",
            "comédie",
            "drame",
            "documentaire",
            "comedia",
            "documental",
            "commedia",
            "dramma",
            "documentario",
        ),
        pattern=rf"\b(?:[Cc]e|[Cc]ette|[Ee]st[ea]|[Qq]uest[oa]|[Dd]iese[rs]?|[Dd]eze|[Dd]it)\s+(?:\p{{Ll}}+\s+)?(?<value>{KINDS_ABROAD})(?:[^-\p{{L}}]|$)|\b(?:[Ff]irma|[Aa]rma|[Cc]onstruye|[Ee]s|[Rr]icava|[Ff]a|[Ss]igne|[Ll]ivre|[Ee]st|[Ii]st|[Mm]acht|è)\s+(?:\p{{Ll}}+\s+)?(?:une?|un[ao]?|eine?)\s+(?:\p{{Ll}}+,?\s+){{0,2}}?(?<value2>{KINDS_ABROAD})(?:[^-\p{{L}}]|$)",
        where=pl.col("size") >= 40,
        confidence=0.55,
        examples=(
            Example("Présenté en ouverture, ce drame suit une femme qui attend.", ("drame",)),
            Example("Con poco más, Ana Gris arma un thriller de interiores.", ("thriller",)),
            Example("Da questo spunto Anna Bruni ricava un dramma da camera.", ("dramma",)),
            Example("Der Film ist eine leise Komödie über Hühner und Füchse.", ("Komödie",)),
        ),
        counter_examples=(
            "La comédie humaine de cette ville est un long hiver de pluie.",
            "Wie in einem Drama von Ibsen gehen am Ende alle aus dem Haus.",
        ),
    ),
    Rule(
        name="genre.described",
        attribute="genre",
        finds="A genre after an article or a name in the genitive, where a film is described.",
        needs=GENRE_STEMS,
        pattern=rf"(?:(?:^|[.!?:–—,]\s+)[Aa]n?|[Tt]his|{NAME}[’']s?)\s+(?<value>(?:[\p{{L}}\d’-]+,?\s+){{0,4}}?(?:(?i:{GENRE_NOUNS})|(?i:{GENRE_WORDS})\s+{FILM_WORD}))(?:[,.;:!?)]|$|\s+[^{OTHER}\s])|\b(?:[Aa]n?|[Tt]he)\s+(?<value2>(?:[\p{{L}}\d’-]+,?\s+){{0,4}}?(?i:{GENRE_WORDS})\s+(?:about|starring|based\s+on|set\s+(?:in|on|during|among|against|around|aboard|at)|directed|in\s+which|from\s+director|that\s+follows|with\s+an?))\b|\b[Aa]n?\s+(?<value3>(?:[\p{{L}}\d’/-]+,?\s+){{0,4}}?(?i:{GENRE_WORDS})\s+{FILM_WORD})\b",
        parse=genre_described,
        where=pl.col("size") >= 40,
        confidence=0.55,
        examples=(
            Example("A chilly thriller about a pilot who cannot sleep at night.", ("thriller",)),
            Example(
                "We end with Jo Smith's warm-hearted documentary, shot in a school.",
                ("documentary",),
            ),
            Example("It is hard to sit through this horror film with the lights off.", ("horror",)),
        ),
        counter_examples=(
            f"It is far from Jo Smith’s comedy {OTHER}, which had wit as well as heart.",
            "He has made comedies, and a drama or two, and now he makes bread.",
        ),
    ),
    Rule(
        name="genre.line",
        attribute="genre",
        finds="A line of nothing but genres.",
        pattern=rf"^(?<value>(?i:{LISTED_GENRES})(?:\s*[|,/·•]\s*(?i:{LISTED_GENRES})(?:\s*&\s*(?i:{LISTED_GENRES}))?)+)$",
        parse=lambda text: [
            value for part in re.split(r"\s*[,/|·•]\s*", text) for value in as_is(part)
        ],
        where=pl.col("size") <= 120,
        confidence=0.8,
        examples=(
            Example("Acción | Drama | Crimen", ("Acción", "Drama", "Crimen")),
            Example("Comedy, Romance", ("Comedy", "Romance")),
        ),
        counter_examples=("Drama", "Drama, tears and rain"),
    ),
    Rule(
        name="genre.data_line",
        attribute="genre",
        finds="A genre between the bars or commas of a line of data.",
        pattern=rf"(?:^|[|•·,/]\s*)(?<value>(?i:{LISTED_GENRES}))\s*[|•·,/]",
        parse=as_is,
        many=True,
        where=(pl.col("size") <= 120)
        & pl.col("line").str.contains(r"(?:19|20)\d\d|\d\s*(?:min|[’'])"),
        confidence=0.75,
        examples=(
            Example("Drama | FSK 12 | 98 min", ("Drama",)),
            Example("France 1972, comedy, 90 min", ("comedy",)),
        ),
        counter_examples=("Drama club, 1972", "A drama of 1972"),
    ),
)
