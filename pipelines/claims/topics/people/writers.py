"""Rules for who wrote a film."""

import re
from typing import Final

from pipelines.claims.rules import (
    NAME,
    NAMES,
    WORD,
    Example,
    Rule,
    Value,
)
from pipelines.claims.text.marks import OTHER
from pipelines.claims.topics.people.phrases import (
    CREW,
    FAMILY,
    IN_PROSE,
    KINDS_OF_FILM,
    OTHER_WORK,
    actors_in_prose,
    doers_in_prose,
    of_many_roles,
)
from pipelines.claims.values.people import people_in_prose

OTHER_WRITERS: Final = re.compile(
    r"^(?:book|horror|crime|comic|comics|fantasy|staff|science|travel|sports|novel|mystery|song|short-story|romance)\s"
)


def writers_in_prose(text: str) -> list[Value]:
    """The persons of a phrase, unless they write something else than scripts.

    >>> [p.text for p in writers_in_prose("writer Ada Brown")], writers_in_prose("crime writer Jo Roe")
    (['Ada Brown'], [])
    """
    if OTHER_WRITERS.match(text):
        return []
    return people_in_prose(re.sub(r"^[Ww]riters?\s+", "", text))


RULES: Final = (
    of_many_roles(
        "writer",
        "writer",
        "write",
        (
            Example("Here producer, writer and star Ada Brown has a good ear.", ("Ada Brown",)),
            Example("It is all the work of director/writer/star Jo Roe, alas.", ("Jo Roe",)),
        ),
    ),
    Rule(
        name="writer.named",
        attribute="writer",
        finds="A word for the writer of the script, and a name.",
        needs=(
            "writ",
            "credit",
            "script",
            "screenplay",
            "teleplay",
            "penned",
            "adapted",
            "drehbuch",
            "scénario",
            "scenario",
            "manus",
            "roteiro",
            "guion",
            "sceneggiatura",
            "geschrieben",
            "geschreven door",
            "skriven av",
            "skrevet af",
            "skrevet av",
            "écrit",
            "escrit",
            "scritt",
            "story by",
            "argumento",
        ),
        pattern=rf"\b(?:[Ww]ritten(?:,?\s+(?:and\s+)?(?:co-)?(?:directed|produced|edited|shot|narrated))*\s+by|(?:[Cc]o-)?[Ss]creenwriters?[,:]?|[Ss]criptwriters?[,:]?|(?:[Ss]creenplay|[Ss]cript|[Tt]eleplay)(?:\s+is|\s+was)?,?\s+(?:(?:(?:co-)?written|adapted|penned)\s+)?by|(?:[Ss]creenplay|[Ss]cript|[Ss]tory),?\s+(?:(?:is|was)\s+)?credited\s+to|(?:[Ss]tory|[Ss]creenplay|[Ss]cript|[Ww]riting)\s+credits?\s+(?:is\s+|are\s+)?(?:going|goes|go|given|shared|belongs?)\s+(?:to|by|between|among)|(?:[Ss]creen|[Cc]o-)?[Ww]riters,?\s+(?:including|among\s+them)(?:\s+{WORD},)?|(?:[Ss]creenplay|[Ss]cript)\s+comes\s+(?:courtesy\s+of|from|via)|[Tt]he\s+writing,?\s+(?:is\s+)?by|from\s+an?\s+(?:original\s+)?story\s+by|\bo\s+argumento\s+(?:é\s+)?de|[Ss]cenario\s+van|[Mm]anus(?:kript)?\s+(?:av|af)|[Rr]oteiro\s+(?:de|por)|[Ss]cripted\s+by|[Pp]enned\s+by|[Cc]o-written\s+(?:by|with)|(?:[Ss]creen)?[Ww]riter[/-](?:[Dd]irectors?|[Ss]tar|[Pp]roducers?|[Aa]ctor)|[Dd]irector[/-](?:[Ww]riters?|[Ss]creenwriter)|[Ww]riter\s+and\s+(?:director|star|producer|actor)|[Dd]irector\s+and\s+(?:co-)?(?:screen)?writer|(?:[Cc]o-writers?|[Ww]riting\s+partner),?|[Aa]dapted\s+(?:for\s+the\s+screen\s+|from\s+[^.;:]{{3,60}}?\s+)?by|[Ss]criptwriting\s+duo|[Gg]eschrieben\s+von|[Gg]eschreven\s+door|[Ss]kr(?:iven|evet)\s+a[vf]|[Éé]crite?\s+(?:et\s+réalisée?\s+)?(?:par|avec)|[Ee]scrit[ao]\s+(?:y\s+dirigid[ao]\s+)?(?:por|con|com)|[Ss]critt[oa]\s+(?:e\s+dirett[oa]\s+)?(?:da|con)|[Dd]rehbuch\s+(?:von|stammt\s+von)|[Ss]cénario\s+(?:de|signé)|[Gg]uion\s+de|[Ss]ceneggiatura\s+di)\s+(?:by\s+)?(?:[\p{{L}}-]+\s+){{0,2}}?(?:(?:director|producer|head|newcomer|playwright)\s+)?(?<value>{FAMILY}{NAMES})",
        parse=people_in_prose,
        many=True,
        confidence=0.8,
        examples=(
            Example("narration (co-written with Christophe Bataille)", ("Christophe Bataille",)),
            Example("The script, written by Tony Gilroy, is taut.", ("Tony Gilroy",)),
            Example("The script by Ada Brown builds tension.", ("Ada Brown",)),
            Example("It has four screenwriters, including Ada Brown.", ("Ada Brown",)),
            Example("un film écrit et réalisé par Agathe Brun", ("Agathe Brun",)),
            Example("Una comedia escrita y dirigida por Ana Gris", ("Ana Gris",)),
            Example("De film werd geschreven door Jan Groen en gedraaid.", ("Jan Groen",)),
            Example("with story credit going to Jo Smith and Ann Roe", ("Jo Smith", "Ann Roe")),
            Example("She works from a story by Jo Smith, and it is a good one.", ("Jo Smith",)),
            Example("Separados, o argumento de Ana Lima dá-lhes pouco que fazer.", ("Ana Lima",)),
        ),
        counter_examples=(
            "The script is well written by any measure.",
            "a screenwriter of note",
            "Two screenwriters (Ada Brown and Jo Roe) fall out over a boat.",
        ),
    ),
    Rule(
        name="writer.possessive",
        attribute="writer",
        finds="A name in the genitive before the script.",
        needs=(
            "script",
            "screenplay",
            "teleplay",
        ),
        pattern=rf"(?<value>{NAME}(?:\s+and\s+{NAME})?)(?:[’']s|[’'])\s+(?:[\p{{L}}-]+,?\s+){{0,3}}?(?:screenplay|script|teleplay)\b",
        parse=people_in_prose,
        many=True,
        confidence=0.8,
        examples=(
            Example("When Simon Grey’s screenplay runs out of puff", ("Simon Grey",)),
            Example("Director Jo Smith's biting script", ("Jo Smith",)),
        ),
        counter_examples=("the director’s script", "Ada Brown’s novel"),
    ),
    Rule(
        name="writer.verb",
        attribute="writer",
        finds="A name, and that he or she wrote the film.",
        needs=("wr", "script", "penned", "pens ", "adapt"),
        pattern=rf"(?<value>{CREW}?{NAME}(?:\s+and\s+{NAME})?)(?:,?\s+who|,[^,.;()]+,|\s*\([^()]*\))?\s+(?:(?:also|both|all|here|now|has|have)\s+)?(?:(?:co-)?(?:stars?|starred|direct(?:s|ed)?|produc(?:es|ed?)|edit(?:s|ed))(?:\s+in)?(?:,\s+(?:and\s+)?|\s+and\s+)){{0,3}}(?:also\s+)?(?:(?:co-)?(?:wrote|writes?|scripted|scripts|penned|pens|written)(?:,(?:\s+\p{{Ll}}+,?){{0,2}})?\s+(?:and\s+(?:(?:stars|produces|produced)\s+(?:in\s+)?and\s+)?(?:co-)?direct(?:s|ed)\b|(?:the|this|its)\s+(?:[\p{{Ll}}-]+\s+){{0,2}}(?:script|screenplay|film|movie|adaptation)\b)|(?:co-)?(?:wrote|writes)\s+(?:it|this)\b|adapt(?:s|ed)\s+(?:it\s+)?(?:from\s+)?(?:his|her|their)\s+own\b|(?:scripted|penned)\s+(?:[\p{{Ll}}-]+\s+){{0,3}}{KINDS_OF_FILM}\b)",
        parse=actors_in_prose,
        many=True,
        confidence=0.75,
        examples=(
            Example("Jo Smith wrote and directed this gem.", ("Jo Smith",)),
            Example("Tom Grey (who knows) adapts his own play with care.", ("Tom Grey",)),
            Example("Ada Brown, who co-wrote the script, is silent.", ("Ada Brown",)),
            Example("Tom Roe has written, produced and directed this gem.", ("Tom Roe",)),
            Example("Jo Roe, who produced, stars, and wrote the screenplay, nods.", ("Jo Roe",)),
            Example("It comes from Ann Roe, who adapted from her own play.", ("Ann Roe",)),
        ),
        counter_examples=("Ada Brown wrote the novel.", f"Jo Smith wrote {OTHER} too."),
    ),
    Rule(
        name="writer.which_wrote",
        attribute="writer",
        finds="Somebody’s film, which he or she wrote too.",
        needs=("wrote", "writes", "written", "scripted", "penned", "script"),
        pattern=rf"(?<value>{NAME})(?:[’']s|[’'])\s+[^.;{OTHER}]{{1,80}}?\b(?:which|that)\s+(?:s?he|they)(?:[’']s|\s+has|\s+have)?\s+(?:also\s+)?(?:(?:directed|directs|produced|stars\s+in|edited)(?:,\s+|\s+and\s+))?(?:co-)?(?:wrote|writes?|written|scripted|penned)\b(?:\s+(?:and|with|as)\b|[,).]|$)",
        parse=doers_in_prose,
        where=IN_PROSE,
        confidence=0.7,
        examples=(
            Example(
                "Ada Brown’s debut (which she also wrote and stars in) is loud.", ("Ada Brown",)
            ),
            Example(
                "In Jo Smith's quiet drama, which he directed and wrote, it snows.", ("Jo Smith",)
            ),
        ),
        counter_examples=(
            "Ada Brown’s husband sends a letter that he wrote to the bank last May.",
            f"In Jo Smith's {OTHER}, which he also wrote, it never snows at all.",
        ),
    ),
    Rule(
        name="writer.adapts",
        attribute="writer",
        finds="A name, and that he or she adapts a book.",
        needs=("adapt",),
        pattern=rf"(?<value>{OTHER_WORK}?{FAMILY}{NAME})(?:,[^,.;()]+,|\s*\([^()]*\))?\s+(?:(?:also|has|have|again|then|[a-z]+ly)\s+)*adapt(?:s|ed)\s+(?:{NAME}(?:[’']s?)|{WORD}[’']s|the|a|an|his|her|this)\s+(?:[\p{{L}}\d-]+,?\s+){{0,4}}?(?:novel|novella|book|bestseller|best-seller|memoir|play|stage\s+play|stories|short\s+story|story|comic|graphic\s+novel|autobiography|biography|musical|manga|screenplay|script)\b",
        parse=doers_in_prose,
        where=IN_PROSE,
        confidence=0.65,
        examples=(
            Example(
                "Ada Brown adapts Jo Smith’s slim, sad novel with a light hand.", ("Ada Brown",)
            ),
            Example("Tom Grey has ably adapted the 1961 bestseller for the screen.", ("Tom Grey",)),
        ),
        counter_examples=(
            "Ada Brown adapts to the life of a novelist in a small town by the sea.",
            "It is a film that adapts the novel with more care than we deserve.",
        ),
    ),
    Rule(
        name="writer.who_directs",
        attribute="writer",
        finds="The director, whose script is spoken of next, or who is said to write, too.",
        needs=("script", "screenplay", "wrote", "writes"),
        pattern=rf"\b[Dd]irect(?:or|ed\s+by|ion\s+by)(?:,|\s+is|\s+was)?\s+(?<value>{NAME})(?:[\s,][^.;!?]{{0,160}}[.!?]\s+(?:His|Her|Their)\s+(?:(?:own|\p{{Ll}}+)\s+)?(?:script|screenplay)\b|[^.;!?]{{1,120}}?\b(?:and|but|[,;])\s+(?:s?he|they|who)\s+(?:also\s+)?(?:(?:co-)?(?:wrote|writes)\s+(?:the|this|its)\s+(?:\p{{Ll}}+\s+)?(?:script|screenplay)))",
        parse=people_in_prose,
        where=IN_PROSE,
        confidence=0.65,
        examples=(
            Example(
                "Director Ada Brown, who made Night Bus, films the sea. Her script gives Jo Roe a boat.",
                ("Ada Brown",),
            ),
            Example(
                "The director is Luis Vidal, a former cook, and he co-wrote the script with Jo Roe.",
                ("Luis Vidal",),
            ),
        ),
        counter_examples=(
            "Director Ada Brown films the sea. The script gives Jo Roe a boat.",
            "Jo Roe plays the director Ada Brown, and wrote her letters.",
        ),
    ),
    Rule(
        name="writer.with",
        attribute="writer",
        finds="With whom somebody wrote the film.",
        needs=(
            "wrote",
            "writ",
            "script",
            "escr",
            "crit avec ",
            "crite avec ",
            "scritt",
            "firmat",
            "schrieb",
            "schreef",
            "drehbuch hat",
            "firma",
            "crit le ",
        ),
        pattern=rf"\b(?:escreveu|escribió|escribe|(?:co-?)?escrit[ao]|(?:co)?[Éé]crite?(?:\s+le\s+(?:scénario|film))?|scritt[ao]|schrieb|schreef)\s+(?:er\s+|sie\s+)?(?:junto\s+|samen\s+|gemeinsam\s+|zusammen\s+|insieme\s+)?(?:com|con|a|avec|mit|met)\s+(?:\p{{Ll}}+,?\s+){{0,3}}?(?<value2>{NAME})|\b[Dd]rehbuch\s+hat(?:te)?\s+(?:er|sie|{WORD})\s+(?:gemeinsam|zusammen)\s+mit\s+(?<value4>{NAME})|\bfirma\s+(?:también\s+)?el\s+gui[oó]n\s+(?:junto\s+)?(?:a|con)\s+(?<value5>{NAME})|\b(?:firmat[ao]|scritt[ao])\s+dall[ao]\s+stess[ao]\s+{WORD}(?:\s+{WORD})?\s+(?:con|e|insieme\s+a)\s+(?<value3>{NAME})|\b(?:(?:co-)?(?:wrote|written|writes|writing)(?:\s+(?:it|this|together|the\s+(?:film|script|screenplay)))?|shares?\s+(?:the\s+)?(?:script|screenplay|writing\s+credit)(?:\s+credit)?)\s+with\s+(?:\p{{Ll}}+,?\s+){{0,3}}?(?<value>{FAMILY}{NAME}(?:\s+and\s+{NAME})?)",
        parse=people_in_prose,
        where=IN_PROSE,
        confidence=0.7,
        examples=(
            Example("She directs from a script she wrote with Tom Grey in May.", ("Tom Grey",)),
            Example("He co-wrote it with his wife, Ann Roe, who is in it too.", ("Ann Roe",)),
            Example("El guion, escrito junto a Ana Gris, confía en quien lo mira.", ("Ana Gris",)),
            Example("Écrit avec la romancière Agathe Brun, le film est bref.", ("Agathe Brun",)),
            Example("Elle a coécrit le scénario avec Jean Brun, son complice.", ("Jean Brun",)),
            Example("Das Drehbuch hat sie zusammen mit Ann Grün verfasst.", ("Ann Grün",)),
            Example("Vidal, que firma también el guion junto a Ana Gris, calla.", ("Ana Gris",)),
            Example("het scenario, dat zij schreef met Ada van Roe, aarzelt", ("Ada van Roe",)),
        ),
        counter_examples=("He wrote with a pen that had once been his father’s.",),
    ),
    Rule(
        name="writer.bare",
        attribute="writer",
        finds="The word writer, and a name.",
        needs=("writer",),
        pattern=rf"\b(?<value>(?:[a-z-]+\s+)?[Ww]riters?\s+{FAMILY}{NAME}(?:\s+and\s+{NAME})?)",
        parse=writers_in_prose,
        many=True,
        where=IN_PROSE,
        confidence=0.6,
        examples=(
            Example("It seems as if writer Ada Brown did not trust her story.", ("Ada Brown",)),
            Example(
                "Yet writers Jo Smith and Tom Grey find their way home.", ("Jo Smith", "Tom Grey")
            ),
        ),
        counter_examples=("It is a novel by crime writer Ada Brown, whom we admire.",),
    ),
)
