"""A staging area at random that documents come to, change in and go from, by a seed."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any, Final

from pipelines.claims import tables as claims
from pipelines.claims.catalogue.matches import MATCHES
from pipelines.identity import tables as identity
from pipelines.landing import tables as landing
from pipelines.staging.awards import AWARDS
from pipelines.staging.batches import STAGED, STEP
from pipelines.staging.credits import CREDITS
from pipelines.staging.listings import LISTINGS
from pipelines.staging.reviews import REVIEWS
from pipelines.staging.screenings import SCREENINGS
from pipelines.tables import Table
from pipelines.warehouse.build import Build
from pipelines.warehouse.tables import WATERMARKS

Row = dict[str, Any]
Told = dict[Table, list[Row]]
"""All that the tables say of one document."""

FILMS: Final = [f"film_{letter}" for letter in "abcdefgh"]
UNTITLED: Final = "film_without_title"
"""A film that documents know by an id alone, and give awards to."""
PERSONS: Final = [f"person_{letter}" for letter in "klmnop"]
VALUES: Final[Mapping[str, list[str]]] = {
    "title": ["The Glass Boat", "THE GLASS BOAT", "Orchard", "Glass-Boat, The"],
    "original_title": ["Tuk Kaew", "tuk kaew", "Suon"],
    "alternative_title": ["Boat of Glass", "L'Été"],
    "year": ["2013", "2014", "0", "later"],
    "runtime_minutes": ["90", "95", "0"],
    "country": ["France", "Cambodia", "france"],
    "language": ["Khmer", "French"],
    "genre": ["drama", "Drama", "war"],
    "certificate": ["BBFC:15", "MPA:PG-13"],
    "distributor": ["Reed & Sons", "Reed and Sons"],
    "imdb_id": ["tt1234567", "tt7654321"],
    "birth_year": ["1964", "1965"],
    "birth_place": ["Phnom Penh", "phnom penh"],
    "nationality": ["Cambodian", "French"],
    "director": ["Mina Sok", "MINA SOK", "Ada Finch"],
    "credit:editor": ["Mina Sok", "Odile Marchais"],
    "rating": ["4/5", "B+"],
    "critic": ["Ada Finch"],
    "festival": ["Lakeside"],
    "publication": ["The Gazette"],
}
SPELLINGS: Final = ("The Gazette", "the gazette")
NAMES: Final = ("Mina Sok", "MINA SOK", "Ada Finch", "Odile Marchais")
DISPUTED: Final = "disputed"
"""How documents are called that only `settle` changes."""
BEGINNING: Final = datetime(2026, 3, 1, 8, tzinfo=UTC)


class StagingArea:
    """Documents and what is staged of them."""

    def __init__(self, seed: int, size: int) -> None:
        self._random = Random(seed)  # noqa: S311 - no secret
        self._count = 0
        self._untitled_id = "tt0000000"
        self._revision = 0
        self._revisions: dict[str, int] = {}
        self._written: dict[str, Told] = {}
        self.documents: dict[str, Told] = {}
        for _ in range(size):
            self.add()

    def write(self, build: Build) -> None:
        """Make the tables of a build file say it."""
        self._stage()
        tables = _empty()
        for told in self.documents.values():
            for table, rows in told.items():
                tables[table] += rows
        known = {"kind": "film", "member": f"imdb:{self._untitled_id}", "id": UNTITLED}
        tables[identity.MEMBERS] = [known]
        build.create([*tables, identity.REDIRECTS, WATERMARKS])
        with build.transaction():
            build.set_watermark(STEP, self._revision)
            for table, rows in tables.items():
                build.overwrite(table, table.from_rows(rows))

    def _stage(self) -> None:
        """Give documents of which something else is staged than was written a new revision."""
        staged = {
            name: {table: [dict(row) for row in told[table]] for table in told if table in STAGED}
            for name, told in self.documents.items()
        }
        for name, told in staged.items():
            row = self.documents[name][landing.DOCUMENTS][0]
            if told != self._written.get(name):
                self._revision += 1
                self._revisions[name] = self._revision
            row["revision"] = self._revisions[name]
        self._written = staged

    def change(self, times: int) -> None:
        """Change so many things, each of them one that happens to a warehouse."""
        self._untitled_id = f"tt{self._random.randrange(10**7):07}"
        ways = (self.add, self.read_again, self.put_out_of_use, self.lose, self.identify_again)
        for _ in range(times):
            self._random.choice(ways)()

    def add(self) -> None:
        """A document comes."""
        self._count += 1
        name = f"document{self._count:03}"
        self.documents[name] = self._told(name)

    def read_again(self) -> None:
        """A document is read by other rules."""
        name = self._any()
        self.documents[name] = self._told(name)

    def put_out_of_use(self) -> None:
        """A document turns out to be a copy, or none any more."""
        row = self.documents[self._any()][landing.DOCUMENTS][0]
        row["status"] = "duplicate" if row["status"] == "parsed" else "parsed"

    def lose(self) -> None:
        """A document goes, as after a build file was put back."""
        del self.documents[self._any()]

    def identify_again(self) -> None:
        """What a document speaks of is found to be something else."""
        told = self.documents[self._any()]
        for row in told[identity.FILM_LINKS]:
            if row["film_id"] != UNTITLED:
                row["film_id"] = self._random.choice(FILMS)
        for row in told[identity.PERSON_LINKS]:
            row["person_id"] = self._random.choice(PERSONS)

    def praise(self) -> None:
        """Two documents give more stars than their publication ever gave: its scale is another."""
        for _ in range(2):
            self.add()
            told = self.documents[f"document{self._count:03}"]
            told[landing.DOCUMENTS][0]["source"] = "gazette"
            told[claims.DOCUMENTS][0]["publication"] = SPELLINGS[0]
            five = {"rating_text": "5 stars", "rating_value": 5.0, "rating_notation": "stars"}
            place = {"document_id": told[landing.DOCUMENTS][0]["document_id"], "film_no": 0}
            told[REVIEWS] = [place | five | {"word_count": 400}]

    def dispute(self) -> None:
        """Two organisations give an award of one name; of a film, a document does not say which."""
        stated = (("a", None, "won"), ("a", "Lakeside", "nominated"), ("b", "Hillside", "won"))
        for number, (film, organisation, result) in enumerate(stated):
            told = _empty()
            name = f"{DISPUTED}{number}"
            self._tell_of_document(told, name)
            place = {"document_id": name, "film_no": 0}
            link = {"film_id": f"film_{film}", "evidence": "title_year"}
            told[identity.FILM_LINKS] = [place | link]
            self._tell_of_award(told, place)
            named = {"organisation": organisation, "award": "Silver Oar", "category": "Best Film"}
            told[AWARDS][0] |= named | {"year": 2015, "result": result, "recipient": None}
            self.documents[name] = told

    def settle(self) -> None:
        """Only one of the two is left: now it is known who gave what the other film won."""
        del self.documents[f"{DISPUTED}2"]

    def copy(self) -> dict[str, Told]:
        """What is staged now, to go back to."""
        return {
            name: {table: [dict(row) for row in rows] for table, rows in told.items()}
            for name, told in self.documents.items()
        }

    def _any(self) -> str:
        return self._random.choice(
            [name for name in sorted(self.documents) if DISPUTED not in name]
        )

    def _told(self, name: str) -> Told:
        told = _empty()
        self._tell_of_document(told, name)
        for film_no in range(self._random.choice([0, 1, 1, 1, 2])):
            self._tell_of_film(told, name, film_no)
        for row in [*told[CREDITS], *told[AWARDS], *told[claims.CLAIMS]]:
            self._link_persons(told, row)
        return told

    def _tell_of_document(self, told: Told, name: str) -> None:
        chance = self._random
        seen = BEGINNING + timedelta(hours=chance.randrange(100))
        told[landing.DOCUMENTS].append(
            {
                "document_id": name,
                "revision": 1,
                "source": chance.choice(["gazette", "gazette", "gazette", "blog"]),
                "uri": f"samples/{name}.md",
                "media_type": "text/markdown",
                "status": "parsed",
                "text": "…",
                "bytes": 100,
                "characters": 1,
                "first_seen_at": seen,
            }
        )
        told[landing.FILES].append(
            {
                "source": told[landing.DOCUMENTS][0]["source"],
                "uri": f"samples/{name}.md",
                "document_id": name,
                "bytes": 100,
                "first_seen_at": seen,
                "last_seen_at": seen,
                "is_current": True,
            }
        )
        told[claims.DOCUMENTS].append(
            {
                "document_id": name,
                "kind": chance.choice(["review", "listing"]),
                "title": f"A page called {name}",
                "publication": chance.choice([*SPELLINGS, *SPELLINGS, "Letters", None]),
                "publication_kind": chance.choice(["newspaper", "blog", None]),
            }
        )

    def _tell_of_film(self, told: Told, name: str, film_no: int) -> None:
        chance = self._random
        place = {"document_id": name, "film_no": film_no}
        if chance.random() < 0.05:
            told[identity.FILM_LINKS].append(place | {"film_id": UNTITLED, "evidence": "imdb_id"})
            self._tell_of_award(told, place)
            return
        titles = {"title": "The Glass Boat", "titles": [], "directors": [], "people": []}
        told[claims.FILMS].append(place | titles)
        film = {"film_id": chance.choice(FILMS), "evidence": "title_year"}
        told[identity.FILM_LINKS].append(place | film)
        for number in range(chance.randrange(2, 9)):
            told[claims.CLAIMS].append(self._claim(place, number))
        for person in chance.sample(NAMES, chance.randrange(3)):
            told[CREDITS].append(
                place
                | {
                    "name": person,
                    "role": chance.choice(["director", "editor", "other"]),
                    "role_label": chance.choice(["Dir", "dir", "Sculptor", "sculptor"]),
                    "character_name": chance.choice(["The Boatman", "Boatman", None]),
                    "billing_order": chance.choice([1, 2, None]),
                }
            )
        if chance.random() < 0.5:
            self._tell_of_review(told, place)
        else:
            self._tell_of_listing(told, place)
        if chance.random() < 0.4:
            self._tell_of_award(told, place)
        match = {"imdb_id": "tt1234567", "phrase": "Glass Boat", "score": chance.random()}
        told[MATCHES].append(place | match | {"is_taken": True, "is_undecided": False})

    def _claim(self, place: Row, number: int) -> Row:
        attribute = self._random.choice(sorted(VALUES))
        value = self._random.choice(VALUES[attribute])
        detail = {"code": value[:2].upper()} if attribute in ("country", "language") else None
        return place | {
            "claim_id": f"{place['document_id']}/{place['film_no']}/{number}",
            "subject_name": self._random.choice(NAMES) if attribute.startswith("birth") else None,
            "attribute": attribute,
            "value": value,
            "detail": None if detail is None else json.dumps(detail),
            "span_start": 0,
            "span_end": len(value),
            "quote": value,
            "rule": f"{attribute}.test",
            "confidence": self._random.choice([0.5, 0.8, 0.9]),
        }

    def _tell_of_review(self, told: Told, place: Row) -> None:
        value = self._random.choice([3.0, 4.0, 3.0, 4.0, 3.0, 4.0, None])
        is_stated = value is not None and self._random.random() < 0.2
        told[REVIEWS].append(
            place
            | {
                "critic": self._random.choice(["Ada Finch", "ADA FINCH", None]),
                "published_on": date(2026, 3, self._random.randrange(1, 28)),
                "rating_text": None if value is None else f"{value:.0f} stars",
                "rating_value": value,
                "rating_scale": 5.0 if is_stated else None,
                "rating_scale_basis": "stated" if is_stated else None,
                "rating_notation": None if value is None else "stars",
                "word_count": 400,
            }
        )

    def _tell_of_listing(self, told: Told, place: Row) -> None:
        told[LISTINGS].append(place | {"festival": self._random.choice(["Lakeside", None])})
        starts_at = BEGINNING + timedelta(hours=self._random.randrange(100))
        told[SCREENINGS].append(
            place
            | {
                "screening_no": 0,
                "venue": self._random.choice(["Corner Cinema", "Corner cinema"]),
                "starts_at": starts_at,
                "starts_at_local": starts_at.replace(tzinfo=None),
                "timezone": "Europe/London",
            }
        )

    def _tell_of_award(self, told: Told, place: Row) -> None:
        chance = self._random
        claim = self._claim(place, 99) | {"attribute": "award", "value": "Jury Prize"}
        told[claims.CLAIMS].append(claim)
        told[AWARDS].append(
            place
            | {
                "claim_id": claim["claim_id"],
                "organisation": chance.choice(["Lakeside", "Hillside", None]),
                "award": chance.choice(["Jury Prize", "Golden Reed"]),
                "category": chance.choice(["Best Film", None]),
                "year": chance.choice([2013, 2014, 2017, None]),
                "result": chance.choice(["won", "nominated", "mentioned"]),
                "recipient": chance.choice([*NAMES, None]),
            }
        )

    def _link_persons(self, told: Told, row: Row) -> None:
        parts = ("director", "credit:editor")
        value = row["value"] if row.get("attribute") in parts else row.get("subject_name")
        name = row.get("name") or row.get("recipient") or value
        place = (row["document_id"], row["film_no"], name)
        known = {
            (link["document_id"], link["film_no"], link["name"])
            for link in told[identity.PERSON_LINKS]
        }
        if name is not None and place not in known:
            told[identity.PERSON_LINKS].append(
                {
                    "document_id": row["document_id"],
                    "film_no": row["film_no"],
                    "name": name,
                    "person_id": self._random.choice(PERSONS),
                    "evidence": "name",
                }
            )


def _empty() -> Told:
    tables = (landing.FILES, landing.DOCUMENTS, claims.DOCUMENTS, claims.FILMS, claims.CLAIMS)
    linked = (identity.FILM_LINKS, identity.PERSON_LINKS, identity.MENTION_LINKS, claims.MENTIONS)
    staged = (CREDITS, REVIEWS, LISTINGS, SCREENINGS, AWARDS, MATCHES)
    return {table: [] for table in (*tables, *linked, *staged)}
