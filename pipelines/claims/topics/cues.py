"""Weigh how the prose of a document speaks of a person: does he or she act in its film?

What belongs here are cues. A cue is a turn of phrase around a name; none is sure by itself, and
their weights add up over all that a document says of a person. What is sure by itself is a rule.
"""

from dataclasses import dataclass
from typing import Final

import polars as pl

from pipelines.claims.engine import add_spans, flattened, parse_unique
from pipelines.claims.rules import CAPITAL, NAME, WORD
from pipelines.claims.text.columns import with_held
from pipelines.claims.text.marks import FILM, OTHER
from pipelines.claims.text.offsets import characters_before
from pipelines.claims.topics.publishing import NEWSPAPER
from pipelines.claims.values.people import is_called_so, people_in_prose

PERSON: Final = "\x04"
"""Stands for the person that a cue is about; patterns are many times as fast over pure ASCII."""
WIDTH: Final = 90
"""Characters to either side of a name in which cues are looked for, within its sentence."""

ACTS: Final = r"(?:plays?|played|playing|stars?|starred|starring|co-stars?|portray\w*|reprises?|delivers?|voices|embodies|shines?|excels|steals?|turns?\s+(?:in|up)|gives?|brings?|makes|convinces|impresses|captures|carries|anchors|nails|appears?|cameos?|overacts|leads|channels|provides|conveys?|proves?|looks|seems|does|commits|chews|pops\s+up|shows\s+up|lifts|elevates|relishes|sparkles|dazzles|subs|replaces|stands\s+out|registers|performs?|radiates|imbues?|spielt|spielen|speelt|vertolkt|spiller|spelar|joue|incarne|interpreta|interpretan|encarna|protagoniza|da\s+vida)"
MAKES: Final = r"(?:direct\w*|wrote|writes|written|co-wr\w+|shot|shoots|film(?:s|ed)|helm\w*|adapt\w*|penned|creat\w*|edit\w*|compos\w*|produc\w*|tells|stages|made|makes|casts|cast|uses|used|paints|frames|keeps|crafts|builds|completes|concludes|studies|observes|dissects|skewers|examines|explores|poursuit|scrute|profiles|chronicles|reimagines|inszeniert|réalise|dirige)"
ACTING: Final = r"(?:performances?|acting|turn|portrayal|roles?|parts?|character|casting|delivery|charisma|presence|chemistry|timing|cameo|voice|charm|face|eyes|impersonation|take|accent|appearance|smile|impression|expressions?|monologue|emoting|readings?|mugging|physicality|gravitas|intensity|grin|stare|glare|gaze|sneer|smirk|voice-?over|outbursts?|stoicism|warmth|vulnerability|swagger|work\s+as)"
WORKS: Final = r"(?:novels?|books?|play|story|stories|films?|movies?|direction|script|screenplay|score|music|camera\w*|cinematography|original|version|adaptation|remake|tale|memoir|work|debut|masterpiece|feature|sequel|effects|poems?|songs?)"
MAKERS: Final = r"(?:director|filmmaker|writer|screenwriter|novelist|author|composer|cinematographer|producer|editor|playwright|photographer|critic|historian|designer|artist|creator|Regisseur(?:in)?|réalisat\w+|directora?|guionista)s?"
BETWEEN: Final = r"(?:,[^,.;()]+,|\s*\([^()]*\))?\s+(?:(?:also|both|all|then|really|always|again|even|still|never|barely|who|[a-z]+ly)\s+)*"
"""What may stand between a name and its verb."""
PAPER: Final = rf"(?:{NEWSPAPER}|Staff)"
"""What a review in a column of several papers is signed with besides the name."""
LEAD: Final = r"(?:[a-z-]+\s+){0,3}"


@dataclass(frozen=True)
class Cue:
    """A turn of phrase around a name, and how much it says.

    Attributes:
        name: Unique.
        weight: What it adds to the odds that the person acts in the film, as a logarithm.
        pattern: Regex over what stands around a name, which `PERSON` stands for.
        example: What has the cue; `@` stands for the name.
        counter_example: What looks alike and has not.
    """

    name: str
    weight: float
    pattern: str
    example: str
    counter_example: str


CUES: Final = (
    Cue("bracket.part", 0.8, rf"(?:^|[\s-])[a-zà-ÿ]+(?:[’'][a-zà-ÿ]+)?[,”\"]?\s+\({LEAD}{PERSON}!?\)", "a widow (the great @) hides", "Celie (@) hides"),
    Cue("bracket.name", 1.0, rf"\p{{Lu}}[\p{{L}}-]+[,”\"]?\s+\({LEAD}{PERSON}!?\)", "sisters Celie (@) and Mabel", "a widow (@)"),
    Cue("signed_behind", -3.0, rf"^\W*\({PERSON}\)", "(@) Next", "Bob (@)"),
    Cue("job_after", -1.4, rf"{PERSON}\s+\((?:[a-z]+\s+)?(?:design|music|score|costumes?|cinematography|camera|editing|photography|sound|direct\w*|writ\w*|producer|script|piano|violin|guitar|cello|drums|organ|harp|vocals|live\s+music)\b", "@ (costume design)", "@ (the widow)"),
    Cue("crew_work", -1.1, rf"{PERSON}[’']s?\s+(?:[\w-]+,?\s+){{0,3}}?(?:score|music|theme|soundtrack|cinematography|camerawork|photography|editing|design|costumes|direction|directing|script|screenplay)\b", "@’s lush score", "@’s lush hair"),
    Cue("bracket.aside", -0.6, rf"\([^()]*\b(?:with|see|from|by|of|in|to|and|about|not|director|dir\.?)\s+{LEAD}{PERSON}", "Godard (along with @)", "the boss (the late @)"),
    Cue("maker", -1.0, rf"(?i)\b{MAKERS},?\s+{PERSON}", "the director @ was", "the driver @ was"),
    Cue("directed", -0.6, rf"(?i)\b(?:direct(?:ed|or|ors)(?:\s+by)?|helmed\s+by|filmmakers?|film-makers?|under\s+the\s+direction\s+of|regisseur(?:in)?|réalisat(?:eur|rice)|réalisé\s+par|dirigid[ao]\s+por|directora)[,:]?\s+{LEAD}{PERSON}", "directed by @", "edited by @"),
    Cue("written", -0.9, rf"(?i)\b(?:(?:written|scripted|penned|co-written|adapted|screenplay|script|story|teleplay|writing),?\s+(?:(?:is|was|comes|and|directed|credited|courtesy)\s+)*(?:by|via|of|from|to)|(?:geschreven|skriven|skrevet|geschrieben|écrite?|escrit[ao]|scritt[oa])\s+(?:door|av|af|von|par|por|da)|(?:screen|script|co-)?-?writers?(?:[/-]director)?s?|writing\s+partner)[,:]?\s+{LEAD}{PERSON}", "a script by @", "written off by @"),
    Cue("cast_before", 1.1, rf"(?i)\b(?:cast|perform\w*|ensemble|supporting|played|roles?|line-up|rollen|rôles?|besetzung|reparto|(?:protagonizad|interpretad)[ao]s?|interprétée?s?)\b.*{PERSON}", "the cast, above all @", "@ is in the cast"),
    Cue("with", 0.2, rf"\b(?:[Ww]ith|[Aa]vec|[Mm]it|[Cc]on)\s+{LEAD}{PERSON}", "a heist with @", "without @"),
    Cue("and", 1.1, rf"\b(?:and|&|und|et|y)\s+{PERSON}", "Tom Grey and @", "land @"),
    Cue("role", -1.3, rf"\b(?:as|als|comme|como|som)\s+{PERSON}", "Tom Grey as @", "was @"),
    Cue("like", -1.1, rf"(?i)\b(?:like|than|à\s+la|ala|channell?ing|rival|of\s+a\s+young)\s+{LEAD}{PERSON}", "it feels like @", "they likened @"),
    Cue("of", -1.3, rf"\bof\s+{PERSON}", "the ghost of @", "off @"),
    Cue("of_abroad", -0.9, rf"\b(?:de|von|di|van|af|av)\s+{PERSON}", "amie de @", "made @"),
    Cue("films_of", -2.0, rf"(?i)\b(?:films?|filmes|películas|filme|filmer|movies|works?)\s+(?:del?|von|di|van|af|av|by|of)\b[^.;]*{PERSON}", "films de @", "films @"),
    Cue("in", -1.1, rf"\b(?:in|at|near)\s+{PERSON}", "in @", "within @"),
    Cue("the", -1.5, rf"\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir)\s+{PERSON}", "the @", "bathe @"),
    Cue("depicted", -2.0, rf"(?i)\b(?:depict(?:ion|ing)|portray(?:al|ing)|impersonation|impression|recreation)s?\s+(?:of\s+)?(?-i:{NAME}\s+(?:and|&)\s+)?{PERSON}", "his depiction of Jo Roe and @", "the charm of @"),
    Cue("played", -1.2, rf"(?i)\b(?:plays?|played|playing|portray(?:s|ed|ing)|named|called|about|impersonat\w+)\s+(?:\([^()]*\)\s+)?(?:the\s+(?:[a-z-]+\s+){{1,2}})?{PERSON}", "Tom Grey plays the hapless @", "played by @"),
    Cue("when", 1.0, rf"(?i)\b(?:when|while|where|as|until|see|sees|between|meets?|finds?)\s+{PERSON}", "while @ waits", "then @ waits"),
    Cue("is_name", 0.8, rf"\b(?:is|are)\s+{LEAD}{PERSON}", "best of all is @", "this @"),
    Cue("opening", 0.4, rf"^[“\"(]?{PERSON}", "@ is at ease", "Here @ is at ease"),
    Cue("introduced", -2.0, rf"(?i)\b(?:introduced|presented|hosted|moderated|curated|programmed)\s+by\s+(?:(?:prof(?:essor)?|dr|critic|curator|author)\b\.?\s+)?{PERSON}", "introduced by Prof. @", "introduced to @"),
    Cue("comma", 0.5, rf",\s+{PERSON}", "Tom Grey, @", "Tom Grey and @"),
    Cue("common_noun", -0.5, rf"[a-z]{{3,}}(?:er|or|man|wife|husband|father|mother|son|cop|nurse|ist|friend|doctor|chauffeur|detective|widow)\s+{PERSON}", "frustrated teacher @", "there @"),
    Cue("list", 0.9, rf"{PERSON}(?:\s*\([^()]*\))?(?:\s*,\s*(?:and\s+)?|\s+(?:and|&|und|et|y)\s+)(?:a\s+\w+\s+)?\p{{Lu}}", "@, Tom Grey", "@ and others"),
    Cue("acts", 1.3, rf"{PERSON}{BETWEEN}{ACTS}\b", "@, as ever, plays a boss", "@ displays it"),
    Cue("makes", -0.7, rf"{PERSON}{BETWEEN}{MAKES}\b", "@ directs", "@ sings"),
    Cue("writes", -1.3, rf"{PERSON}{BETWEEN}(?:wrote|writes?|written|co-wr\w+|adapt\w*|penn?\w*|scripts?)\b|{PERSON}(?:\s+and\s+{NAME})?[’']s?\s+(?:[\w-]+\s+){{0,3}}(?:script|screenplay|writing|dialogue|novel|book|play|story)", "@ wrote it", "@ shot it"),
    Cue("is", -0.1, rf"{PERSON}\s+(?:is|are|was|were|has|had|have)\b", "@ is at ease", "@, is it"),
    Cue("present", -0.1, rf"{PERSON}{BETWEEN}[a-z]+[^s\W]s\b", "@ walks home", "@ walked home"),
    Cue("is_part", 1.1, rf"{PERSON}\s+is\s+(?:[a-z-]+ly\s+)?(?:as|\p{{Lu}}|his|her|fine|also|great|good|perfect|terrific|superb|excellent|wonderful|brilliant|outstanding|fantastic|solid|magnificent|remarkable|marvellous|convincing|enjoyable|hilarious|charming|effective|spot-on|every\s+bit|an?\s+(?:\w+\s+)?(?:revelation|find|delight|joy|treat|standout|marvel))|{PERSON}\s+(?:is|has)\s+(?:never|rarely|seldom)\s+been\s+better|{PERSON}\b.*\bat\s+(?:his|her|their)\s+(?:\w+\s+)?(?:best|finest)\b", "@ is Bobby", "@ is dead"),
    Cue("is_somebody", 0.4, rf"{PERSON}\s+(?:is|are)\s+(?:both\s+|also\s+)?(?:an?|the|his|her|their)\b", "@ is the girl next door", "@ is at ease"),
    Cue("to_screen", -2.0, rf"{PERSON}{BETWEEN}(?:brings?\s.*\sto\s+the\s+(?:big\s+)?screen|makes?\s+(?:his|her|their)\s+.*debut|(?:has|have)\s+cast\b)", "@ brings the play to the screen", "@ brings the house down"),
    Cue("modal", -0.3, rf"{PERSON}{BETWEEN}(?:could|would|might|can|may|will|should)\b", "@ would know", "@ knows"),
    Cue("as_part", 1.6, rf"{PERSON}(?:\s*\([^()]*\))?,?\s+(?:as|als|comme|como|dans\s+le\s+rôle|en\s+el\s+papel)\b", "@ as the mother", "@ has"),
    Cue("who", 0.7, rf"{PERSON},?\s+(?:who|whose|qui|que)\b", "@, who is sad", "@ whooped"),
    Cue("acting", 1.3, rf"{PERSON}[’']s?\s+(?:[\w-]+,?\s+){{0,3}}?{ACTING}\b", "@’s fine performance", "@’s film"),
    Cue("work", -0.2, rf"{PERSON}[’']s?\s+(?:[\w-]+,?\s+){{0,3}}?{WORKS}\b", "@’s fine film", "@’s fine turn"),
    Cue("work_other", -0.9, rf"{PERSON}[’']s?\s+[^.,;{PERSON}]{{0,25}}{OTHER}", f"@’s {OTHER}", f"@, {OTHER}"),
    Cue("work_film", -0.4, rf"{PERSON}[’']s?\s+[^.,;{PERSON}]{{0,25}}{FILM}", f"@’s {FILM}", f"@, {FILM}"),
    Cue("part_of", 0.9, rf"{PERSON}[’']s?\s+(?:[a-z-]+,?\s+){{0,3}}\p{{Lu}}", "@’s hapless Mabel", "@’s mother"),
    Cue("part_after", -1.3, rf"{PERSON}\s+\((?:the\s+)?\p{{Lu}}[^()]*\)|{PERSON}(?:\s+(?:him|her)self)?,?\s+\(?(?:played|portrayed|voiced)\s+by\b", "@ (Tom Grey)", "@ (who)"),
    Cue("near_other", -0.6, rf"{OTHER}", f"{OTHER} and @", "@"),
    Cue("other_after", -0.1, rf"{PERSON}[^.]{{0,15}}{OTHER}", f"@ in {OTHER}", f"{OTHER} by @"),
    Cue("compared", -1.3, r"(?:could|would|might)\s+have|if\s+only|instead\s+of|reminiscent|recall|evok|homage|influenc|inspir|compar|rumou?red|the\s+likes\s+of|remind|proud|fans|remade|[Uu]nlike|not\s+the", "@ would have", "@ has"),
    Cue("appears", 0.9, rf"{PERSON}{BETWEEN}(?:returns?|returning|arrives?|enters|emerges|joins|deserves|wears|walks|sports|wields|feels|fares|struggles|hams|camps|channels|handles|holds|cuts|takes\s+over|repris\w+|does\s+what|has\s+(?:an?|fun|little|never)|mugs|dominates|towers|acquits|manages|stands|grounds|sells|elevates|shoulders?|anchors|(?:is|does)n[’']t)\b", "@ arrives late", "@ arrived late"),
    Cue("casting", 0.9, rf"(?i)\b(?:casting|hiring|presence|inclusion|appearances?|addition|pairing|chemistry|acting|talents?|charms?|charisma|work|turns?)\s+(?:of|from|by|between)\s+{LEAD}{PERSON}|\b(?:showcase|vehicle|triumph|comeback)\s+for\s+{LEAD}{PERSON}", "the presence of @", "the novel of @"),
    Cue("watched", 0.7, rf"(?i)\b(?:watch(?:ing)?|see(?:s|ing)?|gives\s+us|let(?:s|ting)?|spot|follows?|finds?|features?|featuring|introduc(?:es|ing))\s+{LEAD}{PERSON}\s+[a-z]+", "it sees @ run", "he says @ ran"),
    Cue("bracket.opens", 0.5, rf"\({PERSON}", "the aunt (@, in fur)", "the aunt (with @)"),
    Cue("bracket.two", 0.6, rf"\({PERSON}\s+(?:and|&)|\([^()]+(?:and|&)\s+{PERSON}\)", "her sons (@ and Tom Grey)", "her son (@)"),
    Cue("billed", 0.2, rf"(?i)\b(?:billed|billing|lead|leading|starlet|co-star|veteran|newcomer|up-and-comer|nominee|nominated|winner|winning|actor|actress|comedian|comic|performer|regular|mainstay|stalwart)s?,?\s+{PERSON}", "top-billed @", "the driver @"),
    Cue("among", 0.4, rf"(?i)\b(?:including|includes?|especially|particularly|notably|featuring|featured)[,:]?\s+{LEAD}{PERSON}", "faces including @", "it concludes @"),
    Cue("enters", 0.6, rf"(?i)(?:^|[—–-]\s*)(?:enter|then\s+there[’']s|there[’']s|and\s+then\s+there\s+is|meanwhile,|elsewhere,|as\s+for)\s+{LEAD}{PERSON}", "Then there’s @", "Who is there? @"),
    Cue("doing", 0.4, rf"{PERSON},\s+(?:also\s+)?(?:[a-z]+ly\s+)?[a-z]+ing\b", "@, looking lost, sings", "@ looking lost"),
    Cue("two_do", 0.5, rf"{PERSON}\s+and\s+{WORD}(?:\s+{WORD})*\s+(?:are|make|have|share|shoulder|play|star|give|both|do|bring|seem|look|excel|shine)\b", "@ and Tom Grey share a joke", "@ and Tom Grey shared"),
    Cue("fans", 0.3, rf"(?i)\bfans?\s+of\s+{LEAD}{PERSON}|{PERSON}\s+(?:fans?|completists?|devotees)\b", "for @ fans", "for @"),
    Cue("absent", -0.9, rf"(?i)\b(?:minus|absence\s+of|without|no|original|previous|former|first\s+choice|instead\s+of|short\s+of|lacks?|replac\w+|missing\s+is|not|never|neither|nor|expects?)\s+(?:stars?\s+|the\s+)?{PERSON}", "not @", "noted @"),
    Cue("dated", -0.8, rf"(?:19|20)\d\d[^.]{{0,25}}{PERSON}|{PERSON}[’']s?\s+(?:19|20)\d\d\b", "in 1957, @", "@ in May"),
    Cue("quoted", -0.4, rf"(?i)\b(?:says?|said|writes?|wrote|reports?|recalls?|recalled|notes?|argues?|claims?|explains?|explained|told|tells|remarked|joked|admits)[:,]?\s+(?:that\s+)?[“\"]?{PERSON}|\baccording\s+to\s+{LEAD}{PERSON}|{PERSON}\s+(?:has\s+)?(?:said|says|writes|reports|recalls|recalled|notes|argues|claims|explained|told|once)\b", "according to @", "to @"),
    Cue("as_said", -2.5, rf"(?i)\b(?:comme\s+(?:le\s+)?(?:dis(?:ai)?t|dirait)|como\s+(?:dec[íi]a|dir[íi]a)|wie\s+(?:schon\s+)?sagte|as\s+said|to\s+quote)\s+(?:l[’'])?(?:[\p{{Ll}}-]+\s+){{0,2}}{PERSON}|\bas\s+{PERSON}\s+(?:once\s+)?(?:said|put\s+it|wrote)\b", "comme le disait @", "il disait @"),
    Cue("manner", -0.5, rf"(?i)\b(?:vein|style|manner|spirit|mou?ld|tradition|footsteps|shadow|shoes|world|works?|films?|movies?|oeuvre|kind|sort|brand|likes|school|death|life|ghost|biography|music|songs?|poems?|novels?)\s+of\s+{LEAD}{PERSON}", "in the vein of @", "the charm of @"),
    Cue("alike", -1.2, rf"{PERSON}[’']?(?:s\s+)?-?(?:esque|style|like|type|ian|ish|inspired|light|lite)\b", "a @-esque farce", "@ likes it"),
    Cue("by", -0.6, rf"(?i)\bby\s+{LEAD}{PERSON}", "a song by the late @", "nearby @"),
    Cue("work_by", -0.6, rf"(?i)\b(?:novels?|books?|boek|roman|livre|libro|buch|romanzo|livro|plays?|stor(?:y|ies)|scores?|music|songs?|lyrics|poems?|cinematography|photography|camera\w*|editing|design|costumes|dialogue|films?|movies?|pictures?),?\s+(?:(?:is|are|was|were)\s+)?(?:[a-z]+ed\s+|written\s+)?(?:by|from|of|van|von|de|di)\s+{LEAD}{PERSON}", "the score is by @", "the turn is by @"),
    Cue("bracket.film", -2.5, rf"{FILM}[”’'\"]?,?\s+\({PERSON}\)", f"{FILM} (@)", "a widow (@)"),
    Cue("played_by", 1.8, rf"(?i)\b(?:played|portrayed|voiced|embodied|gespielt|interprétée?|incarnée?|interpretad[ao]|interpretat[ao])\s+(?:by|von|par|por|da)\s+{LEAD}{PERSON}", "a cop, played by the great @", "played with @"),
    Cue("in_performance", 1.0, rf"{PERSON}\s+(?:in|gives|with)\s+(?:an?|his|her)\s+(?:[a-z]+,?\s+){{0,3}}(?:performance|turn|role)\b", "@ in a sly performance", "@ in a sly moment"),
    Cue("in_scenes", 0.8, rf"{PERSON}(?:,\s+in\s+(?:just\s+|only\s+)?|\s+has\s+(?:just\s+|only\s+)?(?:the\s+)?)(?:one|two|three|a\s+single|a\s+few)\s+(?:[a-z]+\s+)?scenes?\b", "@ has just the one scene", "@ has seen one scene"),
    Cue("in_lead", 0.8, rf"{PERSON}[^.]{{0,60}}\bin\s+the\s+(?:leads?|leading|title|titular|main|central|starring)\b", "@ in the lead", "@ in the field"),
    Cue("helms", -1.0, rf"(?i)\b(?:behind\s+the\s+camera|at\s+the\s+helm|director[’']s\s+chair)\b[^.]{{0,25}}{PERSON}|{PERSON}{BETWEEN}(?:(?:[a-z]+ed|writes|wrote),?\s+(?:and\s+)?)*(?:co-)?(?:direct(?:s|ed)?|helms|helmed|produced|scored)\b|{PERSON},?\s+(?:som|der|die|qui|que|che)\s+(?:har\s+)?(?:gjort|gjorde|gedreht|inszeniert|a\s+réalisé|dirigió|ha\s+diretto)\b|{PERSON}\s?[–—-]+\s?(?:the\s+)?(?:co-)?(?:writer-)?director\b|{PERSON},?\s+(?:is\s+)?(?:the|an?)\s+(?:[a-z-]+\s+){{0,3}}(?:director|filmmaker|writer|maker|auteur|storyteller)\b", "at the helm is @", "at the wheel is @"),
    Cue("being", 0.5, rf"{PERSON}\s+(?:being|playing|giving|doing|bringing|delivering|stealing|looking|making|turning|showing|proving|walking|chewing|channell?ing|having)\b", "with @ being a brute", "with @ is a brute"),
    Cue("who_acts", 1.5, rf"{PERSON}(?:,\s+|\s+\()who\s+(?:also\s+|here\s+)?(?:co-)?(?:plays|stars|acts|appears|turns\s+up)\b", "@, who also plays a vicar", "@, who also plans a film"),
    Cue("is_no", -1.5, rf"(?:\b(?:is|was)|[’']s)\s+(?:certainly\s+)?(?:no|not|hardly)\s+{PERSON}", "she is no @", "she is now @"),
    Cue("bracket.works", -3.0, rf"\p{{Lu}}[\p{{L}}.’-]+\s+\({PERSON}(?:,[^()]*)?\)\s+(?:as|directed|directs|returns)\b|\({PERSON},\s+\d", "Anna Brown (@) as the aunt", "Mabel (@) sings"),
    Cue("titled", -1.0, rf"\b(?:Drs?|Mr|Mrs|Ms|Prof|Rev|Sgt|Lt|Capt|Col|Gen|Gov|Sen)\.\s+{PERSON}|\b(?:Doctor|Professor|Captain|Detective|Inspector|Colonel|Sergeant|Lieutenant|Agent|Officer|Sheriff|Senator|President|Reverend)\s+{PERSON}", "Dr. @", "doctor @"),
    Cue("presides", -1.5, rf"(?i)\b(?:giur(?:ia|ati)|jurado|jury|president[ei]|présidente?|präsident(?:in)?|kanzler(?:in)?|ministr[aeo]s?|tycoon|prime\s+minister)\b[^.;]{{0,50}}{PERSON}", "the jury, led by @", "the judge, played by @"),
    Cue("debut_of", -2.0, rf"(?i)\b(?:esordio|debutto|opera\s+prima|ópera\s+prima|debut|début|estreia|premier\s+film|regiedebüt|langfilmdebüt|spielfilmdebüt)\b[^.;]{{0,50}}(?:\b(?:di|de|del|von|van|of|av|af|by|per|do|da)|d[’'])\s*(?:[\p{{Ll}}’'-]+\s+){{0,4}}{PERSON}", "the feature debut of the painter @", "it is her debut, and @ shines"),
    Cue("told_about", -2.0, rf"(?i)\b(?:is|was|documentary|documentaire|documental|documentario|dokumentarfilm|doku|doc|biopic|portrait|portrét|film|movie|episode)\s+(?:all\s+)?(?:about|on|sur|sobre|su|über|om|over)\s+(?:[\p{{Ll}},’'-]+\s+){{0,5}}?{PERSON}", "the last part is about their coach, @", "the maid walks about, @"),
    Cue("guest", -1.5, rf"(?i)\b(?:intro(?:duced|duction)?|q\s?&\s?a|q\+a|conversation|discussion|talk|panel|hosted|presented|curated|chaired|moderated|in\s+person)\b[^.]{{0,40}}{PERSON}|{PERSON}\s+(?:will\s+(?:introduce|join|discuss|attend)|in\s+(?:conversation|person))\b", "intro by @", "into @"),
    Cue("profession", -0.8, rf"(?i)\b(?:architect|painter|poet|philosopher|activist|politician|sculptor|physicist|scientist|chef|journalist|curator|programmer|lecturer|professor|columnist|mathematician|explorer)s?\s+{PERSON}|{PERSON},\s+(?:an?\s+|the\s+)?(?:[a-z]+\s+)?(?:writer|author|critic|professor|curator|programmer|historian|journalist|lecturer|columnist)\b", "the architect @", "the maid @"),
    Cue("as_while", -1.6, rf"{PERSON},?\s+as\s+(?:he|she|they|it|we|you|I|if|though|well|soon|long|far|usual|always|ever)\b", "@ as he builds", "@ as the builder"),
    Cue("part_of_other", -2.5, rf"[A-Z][^\s,]*,?\s+(?:as|als|comme|como|som)\s+(?:[a-z-]+\s+){{0,3}}{PERSON}|\bplays\s+[^.,;]{{2,40}},\s+{PERSON}[.;]|\bstars\s+as\s+the\s+[^.,;]{{2,40}},\s+{PERSON}|\b[Ss]tar(?:s|red|ring)\s+as\s+(?:[a-z-]+\s+)?{PERSON}", "Tom Grey as @", "the boss as @"),
    Cue("also_directed", -1.5, rf"(?i)\b(?:directed\s+by|geregisseerd\s+door|regisserad\s+av|instrueret\s+af|inszeniert\s+von|film-?makers|directors|regisseure)\s+(?-i:(?:\p{{Ll}}+\s+)?(?:\p{{Lu}}\S+,?\s+)+)(?:and|&|en|och|og|und)\s+{PERSON}", "directed by Jo Roe and @", "directed by @"),
    Cue("stands_behind", -2.0, rf"(?i)\b(?:bakom|bag|hinter|achter)\s.*\b(?:står|steht|stehen|staat)\s+(?:\p{{Ll}}+\s+){{0,3}}{PERSON}|{PERSON},?\s+(?:som\s+)?(?:ligger|står|steht|staat)\s+(?:bakom|bag|hinter|achter)\b", "@ står bakom den", "@ står på sig"),
    Cue("makes_films", -1.5, rf"{PERSON}[^.,;]{{0,70}}\b(?:one\s+of|une?\s+des|eine[rs]?\s+der|un[oa]\s+de[il]|un[oa]\s+de\s+l[oa]s|um\s+dos)\s[^.,;]{{0,30}}\b(?:directors?|film-?makers?|r[ée]alisat(?:eur|rice)s?|Regisseur(?:e|in)?|registi?|regista|directora|cin[ée]astes?|cineastas?|regisseurs?|instruktør\w*|regissör\w*)\b", "@ is one of our best directors", "@ has good direction"),
    Cue("own_version", -2.0, rf"{PERSON}[^.;]*\b[Ii]n\s+(?:his|her|their)\s+(?:[a-z-]+\s+){{0,3}}(?:translation|adaptation|version|remake|biopic|documentary|retelling|take\s+on)\b|{PERSON}\s+(?:zijn|haar)\s+(?:[a-z]+\s+){{0,2}}(?:film|remake|debuut|versie|verfilming)\b", "@ is loud in his screen version", "@ is loud in his part"),
    Cue("signed", -2.5, rf"\b[Rr]eviewed\s+by\s+{PERSON}|(?:^\W*|[”\"»]\s*)[—–-]+\s?{PERSON}(?:,\s+\p{{Lu}}[\p{{L}}\s.’'-]*)?\W*$", "it sings.” – @, The Post", "a maid – @ – sings"),
    Cue("rated_by", -5.0, rf"\b[Ss]tars?\s+\({PERSON}|\({PERSON},\s+(?:The\s+)?(?:\p{{Lu}}[\p{{L}}.-]+\s+)*{PAPER}\)|[Ss]tars?\s+\(\p{{Lu}}[^(),]*,\s+{PERSON}\)", "it sings. 2 stars (@, The Post)", "the stars are the aunt (@) and a dog"),
    Cue("film_abroad", -1.5, rf"{PERSON}\s+(?:[\p{{Ll}}-]+\s+){{0,2}}(?:film(?:en|er)?|Film(?:e|s)?|debut|Debüt|Komödie|Drama|Regie|Roman|roman)\b", "I @ film sjunger man", "@ films it"),
    Cue("part_owned", -2.5, rf"\p{{Lu}}\p{{Ll}}+[’']s?\s+(?:[a-z-]+\s+)?{PERSON}", "Welles’ amoral @", "the film’s own @"),
    Cue("kind_by", -2.5, rf"(?i)\b(?:film|movie|drama|comedy|thriller|western|documentary|debut|feature|romance|musical|satire|biopic|epic|noir|horror)\s+(?:by|from|von|de|di|del)\s+{LEAD}{PERSON}|{PERSON}\s+(?:presents|offers|serves\s+up|crafts|spins)\s+an?\s+[^.,;{PERSON}]{{0,40}}\b(?:film|movie|drama|comedy|thriller|western|documentary|romance|fantasy|musical|satire|biopic|epic|tale)\b", "this drama from @ stars Tom Grey", "this turn from @"),
    Cue("owns_loud", -3.0, rf"{PERSON}[’']s?\s+\p{{Lu}}{{2,}}(?:\s\p{{Lu}}{{2,}})*\b", "@’ THE LONG RAIN opens the season", "@’s Rain opens"),
    Cue("part_played", -2.5, rf"\p{{Lu}}\p{{L}}+\s+(?:(?:spelar|spiller|speelt|spielt)\s+(?:den|der|die|de|het|en|et|ett|een|hun|hans|hennes|ihren?|seinen?)|(?:joue|incarne|interpreta|encarna)(?:\s+(?:le|la|el|o|a|une?|una|uma?))?)\s+(?:\p{{Ll}}[\p{{Ll}}-]*\s+){{0,2}}{PERSON}", "Lisa Berg spelar den unga @", "Sedan spelar @ en bov"),
    Cue("asked", -0.3, rf"^{PERSON}[?!]", "@? No.", "@, no?"),
)  # fmt: skip

SAID: Final = (
    "cast.starring",
    "cast.played_abroad",
    "cast.plays",
    "cast.colleague",
    "cast.bracketed",
)
"""Rules over prose whose word weighs much, and is weighed."""
LISTING: Final = ("credit.listed", "credit.labelled")
"""Rules over lists of credits."""
TRAITS: Final = {
    "said": 2.2,
    "given_name": 2.6,
    "first_alone": -1.8,
    "surname_acts": 1.4,
    "surname_makes": -0.3,
    "is_director": -1.1,
    "is_writer": -0.8,
    "is_crew": -1.0,
    "cast_listed": -3.0,
    "in_capsule": 0.2,
    "named_first": 0.6,
    "in_title": -2.0,
    "is_critic": -2.5,
    "made_by_list": -1.0,
    "is_surname": -0.9,
}
"""What else is known of a person, and what it adds to the odds.

A critic calls an actor by the surname and a part in the film by its first name. Capsules, which
stand beside others, have no room for the full names of parts. The first paragraph tells who is in
it, later ones whom it brings to mind. What stands in the title is a part, or no name.
Where a list tells who made the film and nobody who acts, prose mostly names whom it is about.
"""
OUTSET: Final = -3.0
"""The odds before anything is known: most names in a review are not of its cast."""
LIKELIEST: Final = 0.85
"""What is weighed is never as sure as what is said outright."""

PROSE: Final = (
    pl.when(pl.col("size") >= 40).then("line").str.count_matches(r"\b\p{Ll}{2,}\b") >= 6
).fill_null(value=False)
"""Lines that speak in sentences."""
OPEN: Final = "\x02"
CLOSE: Final = "\x03"
SENTENCE_BEFORE: Final = (
    r"(?s)^.*(?:[^\s.\p{Lu}][.!?…][”\"’)]*\s+|(?:[★☆⭐½]|\([^()]*\d[^()]*\))\W{0,3}\s[–—-]\s+)"
)
"""What stands before a sentence: another one, or the data of a capsule and a dash."""
POINT: Final = "\x05"
POINT_OF_TITLE: Final = r"\b(Drs?|Mrs?|Ms|Prof|Rev|Sgt|Capt|Col|Gen|Gov|Sen)\."
"""A full stop that ends no sentence, and what stands for it while sentences are cut."""
SENTENCE_AFTER: Final = r"(?s)^((?:.*?[^\s.\p{Lu}])?[.!?])[”\"’)]*\s.*$"
ALONE: Final = rf"(?:{WORD}\s+)*{WORD}[’']?(?:\s+[a-z-]+)?(?:\s+[a-z-]+)?(?:\s+[a-z-]+)?"
"""Capitalised words and what follows them."""
ACTS_ALONE: Final = rf"^\S+(?:\s+[a-z]+ly)?\s+{ACTS}\b"
ACTING_ALONE: Final = rf"[’'](?:s\s|\s)(?:[\w-]+\s+){{0,2}}?{ACTING}\b"
MAKES_ALONE: Final = rf"^\S+(?:\s+[a-z]+ly)?\s+{MAKES}\b"
INITIALS: Final = rf"^(?:{CAPITAL}\.)+$"
SURNAME: Final = r"^(?:De|Di|Du|Del|Della|La|Le|Von|Van|Don|Doña)\s\S+$"
"""Mostly half a name: "De Sica", "Don Pedro"."""
GENITIVE: Final = r"[’']s?$"
OF_FILM: Final = ("document_id", "film_no")
OF_PERSON: Final = (*OF_FILM, "name")


def with_cast_of_prose(found: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """The findings with the cast that prose speaks of, without whom it speaks of otherwise.

    Args:
        found: What rules and fields say, with `film_no`.
        lines: As from `mark_titles`, with `film_no`.
    """
    prose = lines.filter(pl.col("film_no").is_not_null(), PROSE)
    named = named_in_prose(prose)
    weighed = named.join(odds_of(named, prose, found), on=OF_PERSON, maintain_order="left")
    is_weighed = (pl.col("attribute") == "cast") & pl.col("rule").is_in(SAID)
    chance = 1 / (1 + (-pl.col("odds")).exp())
    acting = (
        weighed.filter(pl.col("odds") > 0)
        .unique(OF_PERSON, keep="first", maintain_order=True)
        .with_columns(match="name", value="name")
        .pipe(add_spans)
        .with_columns(
            subject_name=pl.lit(None, pl.String),
            attribute=pl.lit("cast"),
            value_normalised="value",
            detail=pl.lit(None, pl.String),
            position=pl.lit(1, pl.Int32),
            rule=pl.lit("cast.spoken_of"),
            confidence=pl.min_horizontal(chance, LIKELIEST),
        )
    )
    unlikely = weighed.filter(pl.col("odds") <= 0).select(*OF_FILM, value="name").unique()
    return pl.concat(
        [
            found.filter(~is_weighed),
            found.filter(is_weighed).join(
                unlikely, on=[*OF_FILM, "value"], how="anti", maintain_order="left"
            ),
            acting.select(found.columns),
        ]
    )


def named_in_prose(prose: pl.DataFrame) -> pl.DataFrame:
    """Every place at which prose names a person in full.

    Returns:
        `document_id`, `film_no`, `line_no`, `start`, `raw`, `flat`, `name`, `context` (what stands around
        the name in its sentence).
    """
    marked = pl.col("line").str.replace_all(
        rf"(^|[^\p{{Lu}}])({NAME})", f"${{1}}{OPEN}${{2}}{CLOSE}"
    )
    pieces = (
        prose.select(
            *(*OF_FILM, "line_no", "start", "raw", "line"),
            flat=flattened(),
            place=pl.int_range(pl.len()),
        )
        .with_columns(match=marked.str.split(OPEN))
        .explode("match")
        .with_columns(is_name=pl.col("match").str.contains(CLOSE, literal=True))
        .with_columns(width=pl.col("match").str.len_chars().cast(pl.Int64) - pl.col("is_name"))
        .with_columns(at=pl.col("width").cum_sum().over("place") - pl.col("width"))
        .filter("is_name")
        .with_columns(match=pl.col("match").str.extract(f"^([^{CLOSE}]*)"))
    )
    # A generation's point ("Jr.") may be the end of the sentence and no part of the match.
    found_at = pl.col("text").str.find(pl.col("value").str.strip_suffix("."), literal=True)
    read = (
        parse_unique(pieces["match"], people_in_prose)
        .filter(found_at.is_not_null())
        .select(match="text", name="value", inside=characters_before(pl.col("text"), found_at))
    )
    placed = pieces.join(read, on="match", maintain_order="left")
    at = pl.col("at") + pl.col("inside")
    begin = pl.max_horizontal(at - WIDTH, 0)
    before = pl.col("line").str.slice(begin, at - begin)
    after = pl.col("line").str.slice(at + pl.col("name").str.len_chars(), WIDTH)
    cut = pl.when(begin > 0).then(pl.lit("…")).otherwise(pl.lit(""))
    return placed.select(
        *(*OF_FILM, "line_no", "start", "raw", "flat", "name"),
        context=pl.concat_str(
            pl.concat_str(cut, before)
            .str.replace_all(POINT_OF_TITLE, f"${{1}}{POINT}")
            .str.replace(SENTENCE_BEFORE, "")
            .str.replace_all(POINT, ".", literal=True),
            pl.lit(PERSON),
            after.str.replace(SENTENCE_AFTER, "$1"),
        ),
    )


def odds_of(named: pl.DataFrame, prose: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """The odds that a person acts in the film, as a logarithm: `OF_PERSON`, `odds`."""
    told = [
        pl.when(name).then(weight).otherwise(0.0) for name, weight in weights_of_evidence().items()
    ]
    evidence = evidence_of(named, prose, found)
    # Sums of floats depend on their order, and Polars adds columns in any; rounded, they do not.
    return evidence.select(*OF_PERSON, odds=(OUTSET + pl.sum_horizontal(told)).round(4))


def weights_of_evidence() -> dict[str, float]:
    """What every cue and trait adds to the odds, by its name."""
    return {**{cue.name: cue.weight for cue in CUES}, **TRAITS}


def evidence_of(named: pl.DataFrame, prose: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """What is said of each person: `OF_PERSON`, and a boolean column a cue and a trait."""
    contexts = named.select("context").unique()
    cues = with_held(contexts, "context", {cue.name: cue.pattern for cue in CUES})
    return (
        named.select(*OF_PERSON, "line_no", "context")
        .join(cues, on="context", maintain_order="left")
        .group_by(OF_PERSON, maintain_order=True)
        .agg(*(pl.col(cue.name).any() for cue in CUES), first_named=pl.col("line_no").min())
        .pipe(_with_traits, prose, found)
    )


def _with_traits(persons: pl.DataFrame, prose: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """The persons with one boolean column a trait."""
    alone = _words(prose)
    words = (alone, alone.filter("acts"), alone.filter("makes"))
    called, acts, makes = (chosen.select(*OF_FILM, "word") for chosen in words)
    cast = found.filter(pl.col("attribute") == "cast")
    is_said = pl.col("rule").is_in(SAID)
    listed = (
        cast.filter(~is_said)
        .group_by(OF_FILM)
        .agg(cast_listed=pl.col("value").n_unique() > 1)
        .filter("cast_listed")
    )
    is_crew = pl.col("attribute").str.starts_with("credit:") | (pl.col("attribute") == "producer")
    first, last = pl.col("name").str.extract(r"^(\S+)"), pl.col("name").str.extract(r"(\S+)$")
    return (
        persons.with_columns(first=first, last=last)
        .with_columns(given_name=_is_given(pl.col("first")))
        .pipe(_with_trait, "first_alone", "first", called)
        .pipe(_with_trait, "surname_acts", "last", acts)
        .pipe(_with_trait, "surname_makes", "last", makes)
        .pipe(_with_trait, "said", "name", _named(cast.filter(is_said)))
        .pipe(_with_trait, "is_director", "name", _named(found, pl.col("attribute") == "director"))
        .pipe(_with_trait, "is_writer", "name", _named(found, pl.col("attribute") == "writer"))
        .pipe(_with_trait, "is_crew", "name", _named(found, is_crew))
        .pipe(_with_trait, "is_critic", "name", _named(found, pl.col("attribute") == "critic"))
        .pipe(_with_trait, "in_title", "name", _of_titles(persons, found))
        .with_columns(is_surname=pl.col("name").str.contains(SURNAME))
        .join(listed, on=OF_FILM, how="left", maintain_order="left")
        .join(_of_lists(found), on=OF_FILM, how="left", maintain_order="left")
        .join(_of_several(prose), on="document_id", how="left", maintain_order="left")
        .join(_first_lines(prose), on=OF_FILM, how="left", maintain_order="left")
        .with_columns(named_first=pl.col("first_named") == pl.col("first_line"))
    )


def _first_lines(prose: pl.DataFrame) -> pl.DataFrame:
    """Where the prose about a film begins: `OF_FILM`, `first_line`."""
    return prose.group_by(OF_FILM).agg(first_line=pl.col("line_no").min())


def _of_lists(found: pl.DataFrame) -> pl.DataFrame:
    """The films whose makers a list of credits tells: `OF_FILM`, `made_by_list`."""
    is_listed = (pl.col("attribute") == "director") & pl.col("rule").is_in(LISTING)
    return (
        found.filter(is_listed)
        .select(OF_FILM)
        .unique(maintain_order=True)
        .with_columns(made_by_list=pl.lit(value=True))
    )


def _of_titles(persons: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """The names that are part of the title of their film: `OF_FILM`, `word`."""
    titles = found.filter(pl.col("attribute") == "title").select(*OF_FILM, title="value")
    return (
        persons.select(*OF_FILM, "name")
        .join(titles, on=OF_FILM, maintain_order="left")
        .filter(pl.col("title").str.contains(pl.col("name"), literal=True))
        .select(*OF_FILM, word="name")
    )


def _of_several(prose: pl.DataFrame) -> pl.DataFrame:
    """The documents whose prose speaks of several films: `document_id`, `in_capsule`."""
    return (
        prose.group_by("document_id")
        .agg(in_capsule=pl.col("film_no").n_unique() > 1)
        .filter("in_capsule")
    )


def _with_trait(
    persons: pl.DataFrame, trait: str, column: str, words: pl.DataFrame
) -> pl.DataFrame:
    """Whether the words of the same film hold what stands in a column."""
    held = words.unique().with_columns(pl.lit(value=True).alias(trait))
    return persons.join(
        held,
        left_on=[*OF_FILM, column],
        right_on=[*OF_FILM, "word"],
        how="left",
        maintain_order="left",
    )


def _named(found: pl.DataFrame, *wanted: pl.Expr) -> pl.DataFrame:
    """Whom the findings name, a row a person of a film: `OF_FILM`, `word`."""
    return found.filter(*wanted).select(*OF_FILM, word="value")


def _words(prose: pl.DataFrame) -> pl.DataFrame:
    """The capitalised words that stand without another: `OF_FILM`, `word`, `acts`, `makes`."""
    match = pl.col("match")
    word = match.str.extract(rf"^({WORD})")
    is_owner = word.str.contains(GENITIVE) | match.str.contains(r"^\S+[’']\s")
    alone = (
        prose.select("line")
        .unique()
        .with_columns(match=pl.col("line").str.extract_all(ALONE))
        .explode("match")
    )
    told = (
        alone.select("match")
        .unique()
        .filter(~match.str.contains(rf"^{WORD}[’']?\s+{CAPITAL}"))
        .with_columns(
            word=word.str.replace(GENITIVE, ""),
            acts=pl.when(is_owner)
            .then(match.str.contains(ACTING_ALONE))
            .otherwise(match.str.contains(ACTS_ALONE)),
            makes=~is_owner & match.str.contains(MAKES_ALONE),
        )
    )
    return (
        prose.select(*OF_FILM, "line")
        .join(alone, on="line", maintain_order="left")
        .join(told, on="match", maintain_order="left")
        .select(*OF_FILM, "word", "acts", "makes")
        .unique()
    )


def _is_given(first: pl.Expr) -> pl.Expr:
    """Whether a word is known as a given name, or stands for given names."""
    return first.map_batches(
        lambda words: pl.Series([is_called_so(word) for word in words]),
        return_dtype=pl.Boolean(),
    ) | first.str.contains(INITIALS)
