"""Rules for capsules: the few lines that a round-up has for each film.

What belongs here is what such lines print in the midst of prose, or right behind the title that a paragraph begins with:
the maker, the length and the certificate between brackets, dashes and full stops.
"""

from typing import Final

import polars as pl

from pipelines.claims.rules import BELOW_HEAD, NAME, NAMES, Example, Rule
from pipelines.claims.text.marks import FILM, OTHER
from pipelines.claims.topics.awards import AWARD, award_of_film
from pipelines.claims.topics.facts.certificates import certificate
from pipelines.claims.topics.facts.lengths import film_length
from pipelines.claims.topics.facts.origins import NATIONALITY, countries_among
from pipelines.claims.topics.publishing import OF_DIARY, festival_name, spoken_name
from pipelines.claims.values.people import people_in_prose

PARAGRAPH: Final = pl.col("size") >= 40
AT_OUTSET: Final = r"^.{1,90}?"
"""A title, and what else may stand before a bracket at the beginning of a capsule."""
LABEL: Final = r"(?:MPAA\s+)?(?:12A?|15A?|18|PG(?:-13)?|U|R|G|NR|NC-17|Unrated|Not\s+[Rr]ated)"
MIN: Final = r"\d{2,3}\s?(?:[Mm]in(?:s|utes|uten)?\b\.?|['′’]|m\b)"
KINDS: Final = r"(?:[\p{Ll}-]*film|movie|feature|picture|documentary|drama|dramedy|comedy|thriller|epic|biopic|musical|western|melodrama|satire|romance|noir|debut|chiller|romp|caper|rom-?com|tale)"
TRAITS: Final = r"(?:\p{Ll}[\p{Ll}’'-]*\s+){1,3}?(?:and|but|yet)\s+(?:\p{Ll}[\p{Ll}’'-]*\s+){1,3}?|(?:\p{Ll}[\p{Ll}’'-]*,?\s+){0,3}?\p{Ll}+,\s+(?:\p{Ll}[\p{Ll}’'-]*\s+){1,5}?"
"""Several adjectives before what it is: `slow, funny and very sad`."""

RULES: Final[tuple[Rule, ...]] = (
    Rule(
        name="director.of_capsule",
        attribute="director",
        finds="The short word for director and a name, in a bracket.",
        needs=("dir.", "dir:", "(dir", "directed by", "(d:", "(r:", "regie", "réal"),
        pattern=rf"\((?:[^()]{{1,40}}[,;]\s*)?(?i:dir(?:ector|ected\s+by)?[.:]?|regie:?|r[ée]al(?:\.|isation)?:?|[dr]:)\s+(?<value>{NAMES})\s*(?:[,;)]|(?:19|20)\d\d)",
        parse=people_in_prose,
        where=PARAGRAPH,
        confidence=0.85,
        examples=(
            Example(
                "Salt Road (Dir. Ada Brown, 2011, Norway) has a lorry and a corpse in it.",
                ("Ada Brown",),
            ),
            Example(
                "Night Bus (Norway, dir: Jo Roe and Al Hay) has a bus in it, and a night.",
                ("Jo Roe", "Al Hay"),
            ),
        ),
        counter_examples=("He wrote to the man (direct to his address) that the film was late.",),
    ),
    Rule(
        name="director.beside_year",
        attribute="director",
        finds="A name behind the year, in the bracket behind the title.",
        needs=(FILM,),
        pattern=rf"{FILM}\W{{0,3}}[(\[](?:19|20)\d\d\s*[,;/|·]\s*(?<value>{NAMES})\s*(?:[)\]]|[,;/|·]\s*\d)",
        parse=people_in_prose,
        confidence=0.8,
        examples=(
            Example(f"{FILM} (2011, Ada Brown) ★★★ – It snows, and goes on to.", ("Ada Brown",)),
            Example(f"I thought of {FILM} (1978, Luis Vidal) all night.", ("Luis Vidal",)),
        ),
        counter_examples=(
            f"{FILM} (1978, Lantern Classics, DVD) has a corpse in it.",
            f"{OTHER} (2011, Ada Brown) is the better one of the two.",
        ),
    ),
    Rule(
        name="director.directs",
        attribute="director",
        finds="That somebody directs, before an actor, an adverb or an object.",
        needs=(" directs ", " inszeniert ", " directing ", " at the helm", " behind the camera"),
        pattern=rf"(?:^|[.,;:–—-]\s+|\b(?:[Hh]ere|[Tt]his\s+time|and|while|[Aa]s|with|[Ww]ith)\s+)(?<value>{NAME})\s+(?:(?:directs|inszeniert)\s+(?:{NAME}|\p{{Ll}}+ly\b|without\b|as\b|like\b|for\b|on\b|to\b|das\b|den\b|die\b|mit\b|ohne\b|proceedings)|(?:is\s+)?(?:directing|at\s+the\s+helm|behind\s+the\s+camera)\b)",
        parse=people_in_prose,
        many=True,
        where=PARAGRAPH,
        confidence=0.75,
        examples=(
            Example(
                "My favourite so far: Hana Mori directs Ken Abe as a driver who finds a child.",
                ("Hana Mori",),
            ),
            Example(
                "It is a long drive home. Ada Brown directs as if she were paid by the mile.",
                ("Ada Brown",),
            ),
        ),
        counter_examples=(
            "Here a man directs the traffic, and it takes him half of the film to do it.",
            f"The year after that Ada Brown directs {OTHER}, and nobody goes to see it.",
        ),
    ),
    Rule(
        name="director.is_named",
        attribute="director",
        finds="Who the director is.",
        needs=("director", "filmmaker", "film-maker"),
        pattern=rf"\b[Tt]he\s+(?:\p{{Ll}}+\s+)?(?:director|film-?maker)\s+(?:this\s+time\s+|here\s+)?(?:is|was)\s+(?:the\s+)?(?:\p{{Ll}}+\s+)?(?<value>{NAME})(?:[,.;]|\s+(?:who|and)\b|$)",
        parse=people_in_prose,
        where=PARAGRAPH,
        confidence=0.8,
        examples=(
            Example(
                "The director is Luis Vidal, who ought to know better than to film orchards.",
                ("Luis Vidal",),
            ),
            Example(
                "It looks well enough, and the director was the great Ada Brown.", ("Ada Brown",)
            ),
        ),
        counter_examples=(
            "The director is a fan of Luis Vidal, as anybody can see from the start.",
        ),
    ),
    Rule(
        name="director.of_traits",
        attribute="director",
        finds="Whose drama or comedy it is, behind several adjectives.",
        needs=("’s ", "'s ", "s’ ", "s' "),
        pattern=rf"(?<value>{NAME})(?:[’']s|[’'])\s+(?:{TRAITS}){KINDS}(?:[,.;:!?)]|$|\s+(?:about|that|which|in\s+which|where|with|starring|from|set|has|is|was|finds|follows|tells|and)\b)",
        parse=people_in_prose,
        many=True,
        where=PARAGRAPH,
        confidence=0.65,
        examples=(
            Example(
                "Ken Abe finds a child on a bus in Hana Mori’s slow, funny and very sad drama.",
                ("Hana Mori",),
            ),
            Example(
                "Two sisters inherit a debt in Luis Vidal's bright but somewhat sour comedy.",
                ("Luis Vidal",),
            ),
        ),
        counter_examples=(
            "It is based on Luis Vidal's long and somewhat sour novel about a comedy writer.",
        ),
    ),
    Rule(
        name="director.behind_marked",
        attribute="director",
        finds="Whose film it is, right behind a title that begins a line.",
        needs=(FILM,),
        pattern=rf"^\W*(?:\d{{1,3}}[.)]\W*)?{FILM}\W{{0,3}}\s+(?:de\s+|d[’']|von\s+|di\s+|by\s+|(?:dir|reż|rež|reg)\.?:?\s+|(?:režie|regi):?\s+)(?<value>{NAMES})(?:,\s+(?:avec|mit|con|with)\b|\s*\(|\s*[,.]|$)",
        parse=people_in_prose,
        confidence=0.85,
        examples=(
            Example(f"{FILM} d’Ada Brown, avec Tom Grey (Norvège, 1h38)", ("Ada Brown",)),
            Example(f"{FILM} de Luis Vidal (España, 112 min)", ("Luis Vidal",)),
            Example(f"5. „{FILM}”, reż. Ada Brown", ("Ada Brown",)),
        ),
        counter_examples=(f"{FILM} de la Semana", f"{OTHER} d’Ada Brown, avec Tom Grey"),
    ),
    Rule(
        name="cast.behind_marked",
        attribute="cast",
        finds="With whom it is, on a line that begins with the title.",
        needs=(FILM,),
        pattern=rf"^\W*{FILM}\W{{0,3}}\s[^.]{{0,60}}?,?\s+(?:avec|mit|con|with|starring)\s+(?<value>{NAMES})(?:\s*\(|\s*\.|$)",
        parse=people_in_prose,
        confidence=0.85,
        examples=(
            Example(f"{FILM} d’Ada Brown, avec Tom Grey (Norvège, 1h38)", ("Tom Grey",)),
            Example(f"{FILM} von Jo Roe, mit Al Hay und Ann Roe", ("Al Hay", "Ann Roe")),
        ),
        counter_examples=(f"{FILM} avec amour", f"{OTHER} d’Ada Brown, avec Tom Grey"),
    ),
    Rule(
        name="director.of_speech",
        attribute="director",
        finds="Turns of phrase that columns use of film-makers only.",
        needs=(
            "behind",
            "from ",
            "follows up",
            "has made",
            "have made",
            "debut",
            "brings ",
            "direction",
            "co-direct",
            "films",
        ),
        pattern=rf"(?<value>{NAME})\s+(?:is\s+back\s+behind\s+the\s+camera|follows\s+up\s+(?:{OTHER}|\p{{Lu}})|has\s+made\s+(?:an?|his|her|another)\s+(?:\p{{Ll}}[\p{{Ll}}’'-]*,?\s+){{0,3}}?{KINDS}\b|makes\s+(?:an?|his|her)\s+(?:\p{{Ll}}[\p{{Ll}}’'-]*,?\s+){{0,3}}?debut\s+with\s+(?:this|an?)\s|brings\s+(?:his|her|their)\s+(?:\p{{Ll}}+\s+)?(?:style|touch|eye|flair|sensibility|vision)\s+to\b)|\b[Tt]he\s+(?:new|latest|next)\s+(?:one|film|work|offering|feature)\s+(?:from|by)\s+(?<value2>{NAME})|(?:^|[.!?]\s+)From\s+(?<value3>{NAME}),\s+the\s+(?:(?:man|woman|team|brains|mind)\s+behind|(?:director|maker|film-?maker|creator|auteur)\s+of|\p{{Ll}}+\s+(?:who|turned))\b|\b[Tt]he\s+direction,?\s+(?:is\s+)?by\s+(?<value4>{NAME})|(?<value5>{NAMES})\s+co-direct\b|\b(?:[Aa]s\s+with|[Ll]ike)\s+(?:all|most)\s+(?:of\s+)?(?<value6>{NAME})[’']s?\s+(?:\p{{Ll}}+\s+)?(?:films|movies|work)\b|\b[Oo]nly\s+(?<value7>{NAME})\s+could\s+have\s+(?:made|filmed|shot)\b",
        parse=people_in_prose,
        many=True,
        where=PARAGRAPH,
        confidence=0.7,
        examples=(
            Example(
                "Ada Brown follows up Ferry with this tale of a lorry driver and a corpse.",
                ("Ada Brown",),
            ),
            Example(
                "The new one from Luis Vidal has two sisters and an orchard in it.", ("Luis Vidal",)
            ),
            Example("As with all of Hana Mori’s films, this one is about a child.", ("Hana Mori",)),
        ),
        counter_examples=(
            "Tom Grey follows up on his promise to be home before the snow falls.",
            "Tom Grey brings his wife to the station, and his dog to the sea.",
        ),
    ),
    Rule(
        name="director.awarded",
        attribute="director",
        finds="Who wins a prize that film-makers win.",
        needs=("palme", "golden", "best director", "grand prix", "best film", "directing"),
        pattern=rf"(?:{NATIONALITY}\s+)?(?<value>{NAME})\s+(?:\p{{Ll}}+ly\s+)?(?:picks?\s+up|picked\s+up|wins|won|takes|took|scoops?|scooped|collects|collected|receives|received|claims|claimed|bags|bagged)\s+(?:(?:the|his|her|their|a)\s+)?(?:(?:first|second|third|top)\s+)?(?:(?i:palme\s+d[’']or|golden\s+(?:lion|bear|leopard|shell)|grand\s+prix|(?:prize|award|oscar|bafta|globe|lion|bear)\s+for\s+best\s+(?:director|film)|best\s+(?:director|film)\b))|(?i:best\s+director|directing\s+(?:award|prize))(?:\s+(?:award|prize|prix))?\s+(?:went|goes|was\s+(?:given|awarded)|is\s+awarded)\s+to\s+(?<value2>{NAME})|\b[AaTt](?:he)?\s+(?:(?:first|second|third)\s+)?(?i:palme\s+d[’']or|golden\s+(?:lion|bear|leopard))\s+for\s+(?<value3>{NAME})",
        parse=people_in_prose,
        where=PARAGRAPH,
        confidence=0.7,
        examples=(
            Example(
                "Ada Brown picks up her second Palme d’Or in three years with this.", ("Ada Brown",)
            ),
            Example(
                "Best director went to Luis Vidal, whose sisters weep and sing.", ("Luis Vidal",)
            ),
        ),
        counter_examples=("Tom Grey picks up his second Oscar for a part without a single word.",),
    ),
    Rule(
        name="country.behind_marked",
        attribute="country",
        finds="The countries in the bracket of a line that begins with the title.",
        needs=(FILM,),
        pattern=rf"^\W*{FILM}\W{{0,3}}\s(?:[^()]{{1,100}}\s)?\((?<value>[^()]+)\)\W*$",
        parse=countries_among,
        confidence=0.8,
        examples=(
            Example(f"{FILM} d’Ada Brown, avec Tom Grey (Norvège, 1h38)", ("Norvège",)),
            Example(f"{FILM} de Luis Vidal (Chile, 112 min)", ("Chile",)),
        ),
        counter_examples=(f"{FILM} d’Ada Brown (1h38)", f"{OTHER} de Luis Vidal (Chile)"),
    ),
    Rule(
        name="director.returns",
        attribute="director",
        finds="A film-maker by another word, or that he or she is back with a film.",
        needs=(
            "auteur",
            "returns",
            "is back",
            "under the",
            "cineaste",
            "debutant",
            "helmer",
            "provocateur",
        ),
        pattern=rf"\b(?:[Aa]uteur|[Cc]ineaste|[Pp]rovocateur|[Hh]elmer|[Dd]ebutant)\s+(?<value>{NAME})|(?:^|[.!?]\s+)(?<value2>{NAME})(?:\s+(?:returns|is\s+back)\b,?(?:[^.,]{{0,50}},)?\s+with\s+(?:an?|the|his|her|their|this|another)\s+(?:\p{{Ll}}[\p{{Ll}}’'-]*,?\s+){{0,4}}?(?:film|movie|feature|drama|comedy|thriller|documentary|western|musical)\b)|\bunder\s+the\s+(?:\p{{Ll}}+\s+)?(?:eye|hand|guidance|direction)\s+of\s+(?<value3>{NAME})",
        parse=people_in_prose,
        where=PARAGRAPH,
        confidence=0.7,
        examples=(
            Example(
                "Ada Brown returns, nine years later, with a road movie of sorts.", ("Ada Brown",)
            ),
            Example("Auteur Lin Mei is here again, and with her all of her kites.", ("Lin Mei",)),
        ),
        counter_examples=(
            "Ada Brown returns with a lorry full of fish, and nobody wants to buy it.",
            "También aparecen, y muy bien, Luis Vidal y la debutante Ana Gris, que no habla nunca.",
        ),
    ),
    Rule(
        name="cast.of_shorthand",
        attribute="cast",
        finds="The letters that stand for director and cast at the end of a German capsule.",
        needs=("r: ", "regie: "),
        pattern=rf"\b(?:R|Regie):\s+[^:]{{3,80}}?[,;.]\s+(?:D|Mit|M|Darsteller):\s+(?<value>{NAMES})",
        parse=people_in_prose,
        where=PARAGRAPH,
        confidence=0.85,
        examples=(
            Example(
                "Ein Film im Führerhaus. Norwegen 2011, R: Ada Brown, D: Tom Grey, Jo Smith",
                ("Tom Grey", "Jo Smith"),
            ),
            Example(
                "Zwei Schwestern erben Schulden. Regie: Luis Vidal. Mit: Carmen Soto",
                ("Carmen Soto",),
            ),
        ),
        counter_examples=("Er spielte R: Ada Brown, die es nicht wusste, in einem langen Film.",),
    ),
    Rule(
        name="director.of_shorthand",
        attribute="director",
        finds="The letter that stands for the director before the one for the cast.",
        needs=("r: ", "regie: "),
        pattern=rf"\b(?:R|Regie):\s+(?<value>{NAMES})[,;.]\s+(?:D|Mit|M|Darsteller):\s",
        parse=people_in_prose,
        where=PARAGRAPH,
        confidence=0.9,
        examples=(
            Example(
                "Ein Film im Führerhaus. Norwegen 2011, R: Ada Brown, D: Tom Grey, Jo Smith",
                ("Ada Brown",),
            ),
            Example(
                "Zwei Schwestern erben Schulden. Regie: Luis Vidal. Mit: Carmen Soto",
                ("Luis Vidal",),
            ),
        ),
        counter_examples=("Die Reihe: Ada Brown, Tom Grey und andere lesen aus ihren Filmen vor.",),
    ),
    Rule(
        name="runtime.of_capsule",
        attribute="runtime_minutes",
        finds="A running time in or behind the bracket that a capsule begins with, or as a sentence.",
        needs=("(", "min", ":"),
        pattern=rf"{AT_OUTSET}\((?:[^()]*[,;/·]\s*)?(?<value>{MIN})(?:[,;/·][^()]*)?\)|{AT_OUTSET}\({LABEL}\)[,.:]?\s+(?<value2>{MIN})(?:[\s.,;]|$)|[.;,!?”’]\s+(?:\({LABEL}\)\s+)?(?:(?<value3>{MIN})(?:[\s.,]|$|\s*[★☆⭐*])|(?<value5>\d:[0-5]\d)(?:[.,]|$|\s*[★☆⭐*(]|\s+\p{{Lu}}\p{{Ll}}))|[.;,]\s+{LABEL}[.,;]\s+(?<value4>\d:[0-5]\d|{MIN})|\)\s+(?<value6>{MIN})\.?$|^\({LABEL}\)\s*(?<value7>{MIN})\s",
        parse=film_length,
        where=(pl.col("size") > 120) | (pl.col("line").str.contains(rf"\({LABEL}\)|:")),
        confidence=0.85,
        examples=(
            Example(
                "SALT ROAD (R) 104 min. ★★★ A lorry driver takes the long way home.", ("104 min",)
            ),
            Example(
                f"{FILM} (Dir. Ada Brown, 2011, Norway, 98 mins) Tom Grey, Jo Smith. A lorry driver takes the long way home with a corpse in the back.",
                ("98 mins",),
            ),
            Example(
                "A driver finds a child asleep on the last bus: Ken Abe. Not rated. 1:27.",
                ("1:27",),
            ),
            Example(
                "HARBOUR A pilot (Jo Roe) sells her boat. (NR) 98 min. Odeon. Two stars.",
                ("98 min",),
            ),
            Example(
                "A driver finds a child asleep on the last bus, and does not wake it before the end of the line, where there is nobody to ask. (Ada Brown, Harbour Tribune) 99 minutes",
                ("99 minutes",),
            ),
            Example(
                "(15) 84min (2 Stars) A driver finds a child asleep on the last bus, and does not wake it before the end of the line, where the sea is.",
                ("84min",),
            ),
        ),
        counter_examples=(
            "He is at his best (for 10 minutes) in the scene: then he leaves the film to others.",
            "The show is at the Lantern: doors open at 7, the film begins at 7:30.",
            "Not that one (and there are two)! Tickets are $8. 9:15 p.m. on Saturday.",
        ),
    ),
    Rule(
        name="certificate.of_capsule",
        attribute="certificate",
        finds="A certificate in the bracket that a capsule begins with, or as a sentence within it.",
        needs=("(", ". r. ", ". pg", "rated", ". g. ", ". nr"),
        pattern=rf"{AT_OUTSET}\((?:[^()]{{1,40}}[,;/]\s*)?(?<value>{LABEL})(?:[,;/]\s*[^()]{{1,40}})?\)|[.!?”’]\s+\((?<value3>{LABEL})\)\s+{MIN}|[.!?”’]\s+\((?<value4>{LABEL})[,;:]\s+{MIN}[^()]{{0,40}}\)|[.”\"’]\s+(?:Rated:?\s+)?(?<value2>R|PG-13|PG|NC-17|NR|Unrated|Not\s+[Rr]ated)(?:\s+for\s[^.]{{1,80}})?\.|\)\s+(?:Rated\s+)?(?<value5>G|R|PG-13|PG|NC-17|Not\s+[Rr]ated)\.\s+{MIN}",
        parse=certificate,
        where=pl.col("size") > 120,
        confidence=0.85,
        examples=(
            Example(
                "SALT ROAD (R) 104 min. ★★★ A lorry driver (Tom Grey) takes the long way home with a corpse in the back. He does not say a word about it.",
                ("R",),
            ),
            Example(
                "A lorry driver takes the long way home with a corpse in the back. With Jo Smith and Al Reed, and directed by Ada Brown. R. 1:38. Two stars.",
                ("R",),
            ),
            Example(
                "A toy soldier falls off a shelf, and has to cross a whole store before the morning comes, in the dark and on one leg. (Ada Brown) Rated G. 79 minutes.",
                ("G",),
            ),
        ),
        counter_examples=(
            "He lives (or so he says) in the house of Mr R. and his wife, who are fond of films and of nothing else, and that is all that happens in it.",
        ),
    ),
    Rule(
        name="award.category_nominee",
        attribute="award",
        finds="An award with its category, and that the film was nominated for it.",
        needs=("nominee", "nomination", "nominated"),
        pattern=rf"\b(?<value>(?:{AWARD}))\s+(?:for\s+)?Best\s+(?:\p{{Lu}}[\p{{L}}-]*\s+){{1,5}}(?:[Nn]ominees?|[Nn]omination|[Nn]ominated)\b",
        parse=award_of_film,
        detail={"result": "nominated"},
        where=PARAGRAPH,
        confidence=0.75,
        examples=(
            Example("Last year’s Oscar Best Foreign Language Film nominee is out now.", ("Oscar",)),
            Example(
                "A BAFTA Best Animated Short nomination came as a surprise to all.", ("BAFTA",)
            ),
        ),
        counter_examples=("The Oscar for best foot forward goes to the nominee in the hat.",),
    ),
    Rule(
        name="critic.reviewed_by",
        attribute="critic",
        finds="By whom a film is reviewed, in capitals, in one of the first lines.",
        needs=("review",),
        pattern=r"\b(?i:reviewed|review|reviews|verdict)\s+(?i:by)\s+(?<value>\p{Lu}[\p{Lu}.’'-]+(?:\s\p{Lu}[\p{Lu}.’'-]+){1,2})\b",
        parse=spoken_name,
        where=(BELOW_HEAD < 4) & (pl.col("size") <= 160),
        confidence=0.85,
        examples=(
            Example("Tom Grey’s film Salt Road is reviewed by ADA BROWN", ("ADA BROWN",)),
            Example("New films: review by JO ANN ROE", ("JO ANN ROE",)),
        ),
        counter_examples=("The film was reviewed by THE PEOPLE",),
    ),
    Rule(
        name="festival.diary",
        attribute="festival",
        finds="The city of a festival in the headline of a diary or dispatch.",
        pattern=OF_DIARY,
        parse=festival_name,
        where=(BELOW_HEAD == 0) & (pl.col("size") <= 90),
        confidence=0.8,
        examples=(
            Example("Berlin diary, day three", ("Berlin",)),
            Example("Notes from Toronto", ("Toronto",)),
        ),
        counter_examples=("Berlin, city of diaries", "A letter from Torontoville"),
    ),
)
"""Every rule over capsules."""
