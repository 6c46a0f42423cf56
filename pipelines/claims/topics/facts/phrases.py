"""How texts tell facts: patterns that several rules share."""

from typing import Final

MINUTES: Final = r"(?:\d{1,3}\s*(?:[-‐]\s*)?(?i:min(?:ute|uto|uti)?(?:s|n|en)?|minut(?:ter|er|y)?)\b\.?|\d{1,3}\s*['′’](?:\s|$|,|\.))"
HOURS: Final = r"(?:\b\dh\d{1,2}(?:\s?m(?:in)?)?\b\.?|\d{1,2}\s*(?i:h(?:rs?|ours?|oras?|eures?)?)\b\.?(?:\s*,?\s*(?:and\s+)?\d{1,2}(?:\s*(?i:m(?:ins?|inutes?)?)\b\.?)?)?)"
DURATION: Final = rf"(?:\d{{1,2}}\s*[x×]\s*{MINUTES}|{HOURS}|{MINUTES})"
FILM_NOUN: Final = r"(?:film|movie|feature|drama|comedy|thriller|documentary|melodrama|romance|musical|western|epic|horror|noir|classic|masterpiece|animation|biopic|satire|debut|offering|flick|chiller|production|co-production|romp|tearjerker|slasher|rom-?com|anime|(?:ghost|love)\s+story)"
