"""Rules for credits under a label, and for the crew in running text."""

import re
from typing import Final

import polars as pl

from pipelines.claims.lists.data_lines import before_data
from pipelines.claims.rules import (
    AND,
    NAME,
    NAMES,
    SHORT,
    WORD,
    Example,
    Rule,
    Value,
)
from pipelines.claims.text.labels import ROLE_LABELS
from pipelines.claims.text.marks import FILM, OTHER
from pipelines.claims.topics.people.phrases import CREW, IN_PROSE, actors_in_prose, of_many_roles
from pipelines.claims.values.people import people, people_in_prose
from pipelines.claims.values.places import countries

OF_A_KIND: Final = r"(?:(?:\p{Lu}[\p{Ll}-]+\s+)?(?:\p{Ll}[\p{Ll}-]+\s+){0,2})"
"""What may stand between a role and a name: "French mathematician"."""
INLINE: Final = r"(?:[Dd]irector|[Dd]irected\s+by|[Dd]ir|[Rr]egie|[Rr]éal|[Dd]irección(?:\s+de)?|[Dd]ireção(?:\s+de)?|[Rr]egia\s+di|[Rr]éalisation\s+de|[Cc]ast|[Ss]tarring|[Ww]ith|[Mm]it|[Aa]vec|[Cc]on|[Cc]om|Met|Med|[Rr]eparto|[Dd]arsteller|[Ss]creenplay|[Ww]riter|[Ww]ritten\s+by|[Pp]roducer|[Mm]usic)"
NO_PERSON: Final = re.compile(
    r"(?i:sub-?title[sd]?|subtítulos|untertitel|sous-titres|\bminutes?\b|\bmins?\b)"
)
WORDS_AHEAD: Final = re.compile(
    r"(?!(?:de|del?la|van|von|der|den|al|el|la|le|bin|ibn|di|da|do|dos|du)\s)[a-z]+\s+[a-z]+\s"
)
"""Two words of a sentence, where a name should begin."""
NEXT_LABEL: Final = re.compile(
    r"\s*[.;|•·]\s+(?:[^\W\d_][\w /]{2,28}:|(?:With|Starring|Mit|Avec|Con|Met|Cast|(?:With\s+(?:the\s+)?)?[Vv]oices\s+of)\s+(?=[^\W\d_]))"
    r"|\s+(?:Starring|Cast|Writers?|Screenplay|Written\s+by|Producers?|Music|Director|Stars|Runtime|Running\s+[Tt]ime|Genre|Country|Year|Certificate|Rating)\s*:\s"
)


def credited(text: str) -> list[Value]:
    """The persons behind a label, up to the next label on the line.

    >>> [p.text for p in credited("Ada Brown. Cast: Jo Smith")], credited("USA, English subtitles")
    (['Ada Brown'], [])
    >>> [p.text for p in credited("Ada Brown | 92 min | PG")]
    ['Ada Brown']
    >>> [p.text for p in credited("Ada Brown Starring: Jo Smith, Tom Grey")]
    ['Ada Brown']
    >>> credited("all of it, even ahead of Ada Brown")
    []
    """
    named = before_data(NEXT_LABEL.split(text)[0])
    return [
        person
        for person in people(named)
        if not countries(person.text)
        and not NO_PERSON.search(person.text)
        and not WORDS_AHEAD.match(person.text)
    ]


RULES: Final = (
    of_many_roles(
        "producer",
        "producer",
        "produce",
        (
            Example("For once, star and producer Ada Brown keeps very quiet.", ("Ada Brown",)),
            Example("It is all the work of writer-director-producer Jo Roe.", ("Jo Roe",)),
        ),
    ),
    Rule(
        name="credit.labelled",
        attribute="credit",
        finds="A role, a colon, and who has it.",
        pattern=rf"^(?<label>(?i:{ROLE_LABELS})(?:\s*(?:/|&|,|\band\b|\bund\b|\bet\b|\by\b)\s*(?i:{ROLE_LABELS}))*)(?:\(s\))?\s*[:：]\s*(?<value>\S.*)$",
        parse=credited,
        where=pl.col("size") <= 1_500,
        confidence=0.95,
        examples=(
            Example("Dirección: Kleber Mendonça Filho", ("Kleber Mendonça Filho",)),
            Example("Written by: Joel & Ethan Coen", ("Joel Coen", "Ethan Coen")),
        ),
        counter_examples=("Director: TBC", "Direct flights: Paris, Rome"),
    ),
    Rule(
        name="credit.listed",
        attribute="credit",
        finds="A role and names, alone on a line.",
        pattern=rf"^(?<label>(?i:{ROLE_LABELS}))\s+(?<value>(?:{WORD}{AND})*{NAMES}(?:,?\s+Jr\.?)?(?:\s*\([^()]*\))?)\s*\.?$",
        parse=people,
        where=SHORT,
        confidence=0.95,
        examples=(
            Example("Director Rithy Panh", ("Rithy Panh",)),
            Example(
                "Screenwriters Christophe Bataille, Rithy Panh",
                ("Christophe Bataille", "Rithy Panh"),
            ),
            Example("Music Sreekala, Ada Brown", ("Sreekala", "Ada Brown")),
        ),
        counter_examples=(
            "Director Rithy Panh returns to his subject.",
            "With care and love",
        ),
    ),
    Rule(
        name="credit.inline",
        attribute="credit",
        finds="A role and who has it, behind something else on the line.",
        needs=(
            ":",
            "dir.",
            "regie",
            "with ",
            "starring ",
            " avec ",
            " con ",
            " com ",
            ". met ",
            ". mit ",
            ". med ",
        ),
        pattern=rf"[.;|/•·,–-]\s+(?:(?<label>{INLINE})\s*[:.]\s*(?<value>{NAMES})|(?<label2>{INLINE})\s+(?<value2>{NAMES})(?:[.;|/•·,–-]|\s+(?:\d|\()|$))",
        parse=people_in_prose,
        many=True,
        where=pl.col("size") <= 300,
        confidence=0.8,
        examples=(
            Example("UK 1972. Dir: Ada Brown. 90min.", ("Ada Brown",)),
            Example(
                "90 min | Regie: Jo Smith | mit Tom Grey, Ann Roe",
                ("Jo Smith", "Tom Grey", "Ann Roe"),
            ),
        ),
        counter_examples=("Introduced, with love, by the director", "A day, with rain"),
    ),
    Rule(
        name="producer.named",
        attribute="producer",
        finds="A word for the producer, and a name.",
        needs=("produce",),
        pattern=rf"\b(?:(?:[Cc]o-)?[Pp]roduced\s+by|[Dd]irector/[Pp]roducer|[Pp]roducer/[Dd]irector|[Ww]riter/[Pp]roducer)\s+(?<value>{NAME}(?:\s+(?:and|&)\s+{NAME})?)|(?:^|[^e/-]\s)[Pp]roducers?\s+(?<value2>{NAME}(?:\s+(?:and|&)\s+{NAME})?)",
        parse=people_in_prose,
        confidence=0.75,
        examples=(
            Example("It was produced by Catherine Dussart.", ("Catherine Dussart",)),
            Example("the old producer Christine Vachon told us", ("Christine Vachon",)),
        ),
        counter_examples=("produced by a committee", "executive producer Kevin Feige"),
    ),
    Rule(
        name="producer.verb",
        attribute="producer",
        finds="A name, and that he or she produced the film.",
        needs=("produce",),
        pattern=rf"(?<value>{NAME}(?:\s+and\s+{NAME})?)\s+(?:(?:also|both|has|have)\s+)*(?:co-)?produce[sd](?:\s+(?:it|this|the\s+(?:film|movie|picture)|{FILM})\b|[,.])",
        parse=people_in_prose,
        where=IN_PROSE,
        confidence=0.65,
        examples=(
            Example("Jo Roe also produced the film, as it happens, and paid.", ("Jo Roe",)),
            Example("Ann White produced, and all the money is on the screen.", ("Ann White",)),
        ),
        counter_examples=(f"It was Ann White who produced {OTHER}, which was better.",),
    ),
    Rule(
        name="narrator.named",
        attribute="credit:narrator",
        finds="Who narrates or gives the narration its voice.",
        needs=(
            "narrat",
            "voice",
            "spoken",
        ),
        pattern=rf"\b(?:[Nn]arrat(?:ed|ion)|[Ss]poken|[Vv]oice-?over|(?:[Nn]arrat\p{{L}}+|[Vv]oice-?over|[Cc]ommentary)\b[^.]{{0,200}}?\b[Vv]oiced)\b[^.()]{{0,60}}?\bby\s+{OF_A_KIND}(?<value>{NAME})",
        parse=people_in_prose,
        confidence=0.85,
        detail={"role": "narrator"},
        examples=(
            Example("narrated by Morgan Freeman", ("Morgan Freeman",)),
            Example(
                "the narration (voiced, with some detachment, by French actor Jean Dupond)",
                ("Jean Dupond",),
            ),
        ),
        counter_examples=(
            "the dog, voiced by Jo Roe, dies",
            "narrated by a dog",
            "She voiced her doubts.",
        ),
    ),
    Rule(
        name="credit.titled",
        attribute="credit",
        finds="A member of the crew behind the word for the work.",
        needs=(
            "cinematographer",
            "photograph",
            "composer",
            "editor",
            "designer",
            "choreographer",
            "music",
            "score",
            "edited",
            "lensed",
            "shot by",
            "shot on",
            "shot in",
            " dp ",
        ),
        pattern=rf"\b(?<label>[Cc]inematographer|[Dd]irector\s+of\s+photography|DP|[Cc]omposer|(?:[Ff]ilm\s+)?[Ee]ditor|[Pp]roduction\s+designer|[Cc]ostume\s+designer|[Ss]ound\s+designer|(?:[Ff]ight\s+|[Ss]tunt\s+|[Aa]ction\s+)?[Cc]horeographer|[Ss]econd[-\s]unit\s+director|[Aa]rt\s+director|[Cc]asting\s+director|[Ss]tunt\s+coordinator|[Mm]usic\s+supervisor|[Vv]isual[-\s]effects\s+supervisor|[Mm]ake-?up\s+artist|[Ee]xecutive\s+producer|[Aa]nimator|[Pp]uppeteer|[Cc]ameraman|[Cc]amerawoman|(?:[Mm]usic|[Ss]core|[Ee]dited)\s+(?:composed\s+)?(?:\p{{Ll}}+ly\s+)?by|(?:[Pp]hotographed|[Ll]ensed|[Ss]hot|[Ss]cored)\s+(?:\p{{Ll}}+ly\s+|(?:on|in)\s+(?:[\p{{Ll}}\d-]+\s+){{1,3}}?)?by)s?(?:\s*(?:/|-|\band\b|&)\s*(?:co-)?(?:star|director|actor|writer|producer)s?)*,?\s+(?<value>{NAME}(?:\s*\([^()]*\))?(?:\s+and\s+{NAME})?)|\b(?<label2>[Dd]irectors\s+of\s+photography|[Cc]inematographers|[Ee]ditors|[Cc]omposers|[Cc]ostume\s+designers|[Pp]roduction\s+designers)\s+(?<value2>{NAME}(?:\s*\([^()]*\))?(?:\s+and\s+{NAME})?)",
        parse=people_in_prose,
        many=True,
        where=IN_PROSE,
        confidence=0.8,
        examples=(
            Example("With cinematographer Dan Grey the film finds its light.", ("Dan Grey",)),
            Example("It is a loud film with music by Ada Brown, as ever.", ("Ada Brown",)),
            Example("The film is edited phenomenally by Jo Smith, who rests.", ("Jo Smith",)),
            Example("She and her editor, Jo Smith, know how long to hold it.", ("Jo Smith",)),
            Example(
                "Praise the directors of photography Ada Brown (Rain) and Jo Roe.",
                ("Ada Brown", "Jo Roe"),
            ),
        ),
        counter_examples=("The composer of the national anthem is not known.", "the editor"),
    ),
    Rule(
        name="credit.of_work_abroad",
        attribute="credit",
        finds="The work of the crew and whose it is, or who does it, in other languages than English.",
        needs=(
            "fotograf",
            "photographie de",
            "musique d",
            "musiche di",
            "música de",
            "montaggio di",
            "kamera",
            "musik von",
            "musik stammt",
            "musik kommt",
            "montage von",
            "schnitt von",
            "la photographie",
            "opérat",
            "direttore della",
            "direttrice della",
            "director de foto",
            "directora de foto",
            "montaje de",
            "montage d",
            "fotografía de",
            "macchina da presa di",
            "musique, s",
            "musique est",
        ),
        pattern=rf"(?:^|[.,;:–—]\s+|\bund\s+)(?:[Dd]ie|[Dd]er)\s+(?<label3>Kamera|Musik|Montage|Schnitt)\s+(?:(?:ist|stammt|kommt)\s+)?von\s+(?<value3>{NAME})|\b[Hh]inter\s+der\s+(?<label4>Kamera)\s+(?:stand|steht)\s+(?:\p{{Ll}}+\s+)?(?<value4>{NAME})|\b(?<label2>Kameramann|Kamerafrau|[Dd]irect(?:eur|rice)\s+de\s+la\s+photographie|[Cc]hef[\s-]opérat(?:eur|rice)|[Dd]irett(?:ore|rice)\s+della\s+fotografia|[Dd]irectora?\s+de\s+fotografía)\s+(?<value2>{NAME})|\b(?:[Ll]a|[Ll]e|[Ll][’']|[Ii]l|[Aa]|[Ee]l)\s*(?<label>fotografia|macchina\s+da\s+presa|fotografía|photographie|musique|musica|musiche|música|montage|montaggio|montaje|montagem)(?:\s+(?:est\s+|es\s+|è\s+)?(?:de|di)\s+|\s+d[’']|,\s+(?:signée?\s+(?:par\s+|de\s+)?|obra\s+de\s+|firmata\s+da\s+|opera\s+di\s+))(?<value>{NAME})",
        parse=people_in_prose,
        many=True,
        where=IN_PROSE,
        confidence=0.75,
        examples=(
            Example(
                "La fotografia di Anna Bruni fa il resto, e lo fa molto bene.", ("Anna Bruni",)
            ),
            Example(
                "On retiendra surtout la photographie de Jean Roux, belle et grise.", ("Jean Roux",)
            ),
            Example("Die Kamera von Ada Grün sucht das Licht in der Küche.", ("Ada Grün",)),
            Example("La musique, signée Jean Roux, revient vous chercher.", ("Jean Roux",)),
            Example("La fotografía, obra de Ana Gris, es un mundo aparte.", ("Ana Gris",)),
            Example("Hinter der Kamera stand Ada Grün, und man sieht es gern.", ("Ada Grün",)),
            Example("Alles ist grau, und die Musik stammt von Jo Braun.", ("Jo Braun",)),
            Example(
                "La fotografía de Ana Gris, gris y fría, y la música de Luis Vidal lo dicen.",
                ("Ana Gris", "Luis Vidal"),
            ),
            Example(
                "La directrice de la photographie Ann Roux ne se sert que des phares.",
                ("Ann Roux",),
            ),
        ),
        counter_examples=(
            "La fotografia di una città che dorme è la prima del film.",
            "Er trat noch einmal vor die Kamera von Ada Grün, und alle kamen.",
        ),
    ),
    Rule(
        name="credit.of_work",
        attribute="credit",
        finds="A name in the genitive before the work of the crew.",
        needs=(
            "cinematography",
            "lensing",
            "camera",
            "camerawork",
            "score",
            "soundtrack",
            "editing",
            "design",
            "costumes",
            "photography",
        ),
        pattern=rf"(?<value>{NAME})(?:[’']s|[’'])\s+(?:(?:[\p{{L}}\d-]+,?\s+){{0,2}}?(?:[\p{{L}}\d-]{{4,}}|[b-su-z]\p{{L}}{{1,2}}),?\s+)?(?<label>cinematography|camerawork|camera|lensing|score|soundtrack|editing|sound\s+design|production\s+design|costumes|costume\s+design|photography)\b",
        parse=people_in_prose,
        many=True,
        where=IN_PROSE,
        confidence=0.8,
        examples=(
            Example("Ada Brown’s grainy 35mm cinematography hugs the face.", ("Ada Brown",)),
            Example("I cannot forget Hans Grey's thundering score tonight.", ("Hans Grey",)),
        ),
        counter_examples=(
            "The film’s cinematography is as good as ever it was.",
            "We speak of Tom Grey's raincoat, the editing and the dog.",
        ),
    ),
    Rule(
        name="credit.whose_work",
        attribute="credit",
        finds="A name, and whose work of the crew it is.",
        needs=("whose",),
        pattern=rf"(?<value>{NAME}),?\s+whose\s+(?:[\p{{L}}\d-]+,?\s+){{0,3}}?(?<label>cinematography|camerawork|camera|lensing|score|soundtrack|editing|sound\s+design|production\s+design|costumes|costume\s+design|photography|music)\b",
        parse=people_in_prose,
        many=True,
        where=IN_PROSE,
        confidence=0.75,
        examples=(
            Example(
                "Credit is due to Ada Brown whose sound design tells the story.", ("Ada Brown",)
            ),
            Example("Enter Jo Smith, whose grainy, grey camerawork is a joy.", ("Jo Smith",)),
        ),
        counter_examples=("Enter a film whose cinematography is as good as ever it was.",),
    ),
    Rule(
        name="credit.provides",
        attribute="credit",
        finds="A name, and that he or she provides the score.",
        needs=(
            "score",
            "music",
            "soundtrack",
        ),
        pattern=rf"(?<value>{NAME})(?:\s*\([^()]*\))?\s+(?:provid\p{{L}}+|compos\p{{L}}+|(?:has\s+)?wr\p{{L}}+|supplies)\s+(?:the|a|an|its)\s+(?:[\p{{Ll}}-]+\s+){{0,3}}(?<label>score|music|soundtrack)\b",
        parse=people_in_prose,
        where=IN_PROSE,
        confidence=0.8,
        examples=(
            Example("with Hans Grey providing the background score for it", ("Hans Grey",)),
            Example("and then Ada Brown composed a lush and sombre score.", ("Ada Brown",)),
        ),
        counter_examples=("and then the band provides the music for the dance.",),
    ),
    Rule(
        name="credit.does",
        attribute="credit",
        finds="A name, and that he or she shot, cut or scored the film.",
        needs=("shot ", "shoots", "scored", "edited", "lensed", "photographed", "cut "),
        pattern=rf"(?<value>{CREW}?{NAME})\s+(?:(?:has|who|also|beautifully|handsomely|\p{{Ll}}+ly)\s+)*(?<label>shot|shoots|photographed|lensed|edited|scored)\s+(?:it|the\s+(?:film|movie|picture|whole\s+thing)|this|all\s+of\s+(?:it|this)|{FILM})\b",
        parse=actors_in_prose,
        where=IN_PROSE,
        confidence=0.75,
        examples=(
            Example("The sea is grey as slate: Dan Grey shot it in winter light.", ("Dan Grey",)),
            Example("Ada Brown, no stranger to noise, Jo Smith edited the film.", ("Jo Smith",)),
        ),
        counter_examples=("A guard in the story shot the film’s hero in the leg.",),
    ),
    Rule(
        name="credit.work_by",
        attribute="credit",
        finds="The work of the crew, and by or from whom it is.",
        needs=(
            "cinematograph",
            "photography",
            "score",
            "soundtrack",
            "music",
            "editing",
            "design",
            "costumes",
            "songs",
        ),
        pattern=rf"\b(?<label>cinematography|camerawork|photography|score|soundtrack|music|editing|production\s+design|sound\s+design|costume\s+design|costumes)\s*(?:,\s+|\s+(?:is|was|are|comes)\s+)?(?:(?:composed|written|done|provided|supplied)\s+)?(?:by|from|of|courtesy\s+of)\s+{OF_A_KIND}(?<value>{NAME}(?:\s+(?:and|&)\s+{NAME})*)|\b(?<label2>cinematography|camerawork|photography|score|soundtrack|editing|production\s+design|sound\s+design|costumes)\s*(?:\(|,\s+by\s+)(?<value2>{NAME}(?:\s+(?:and|&)\s+{NAME})*)\)?",
        parse=people_in_prose,
        many=True,
        where=IN_PROSE,
        confidence=0.75,
        examples=(
            Example("The handsome cinematography by Dan Grey makes up for it.", ("Dan Grey",)),
            Example("There is a lush score from the veteran Ada Brown.", ("Ada Brown",)),
            Example("The music is by Jo Smith, and it is a joy to hear.", ("Jo Smith",)),
            Example("The editing (Jo Smith) is as crisp as a cold morning.", ("Jo Smith",)),
        ),
        counter_examples=("The music of the spheres is heard, and then the score ends.",),
    ),
)
