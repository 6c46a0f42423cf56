"""Resources of the runs: the settings, the build file and the source registry."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import dagster as dg
from pydantic import PrivateAttr

from pipelines import __version__, fingerprints
from pipelines.catalogue.files import CATALOGUE_FILES, fingerprint_of
from pipelines.landing.registry import Registry, registry_of
from pipelines.settings import Settings, load_settings
from pipelines.warehouse.build import Build, BuildFile
from pipelines.warehouse.catalogue import Catalogue, CatalogueFile


class WarehouseResource(dg.ConfigurableResource):  # type: ignore[type-arg]
    """The warehouse that a run works on, as the environment tells it.

    Who sets `because`, and `by`, has the run publish in spite of broken rules, on record. A run
    that goes on with what another has begun is told the moment of that one, `at`.
    """

    at: str = ""
    because: str = ""
    by: str = ""
    _now: datetime | None = PrivateAttr(default=None)

    def setup_for_execution(self, context: dg.InitResourceContext) -> None:
        """Fix the moment of the run: all its steps have the same."""
        del context
        self._now = datetime.fromisoformat(self.at) if self.at else self.settings.now()

    @property
    def now(self) -> datetime:
        """The moment of the run."""
        return self._now or self.settings.now()

    @property
    def is_overriding(self) -> bool:
        """Whether somebody has given a reason to publish in spite of broken rules."""
        return bool(self.because.strip())

    @property
    def settings(self) -> Settings:
        """The settings of this process."""
        return load_settings()

    @property
    def build_file(self) -> BuildFile:
        """The private file that the run writes to."""
        return BuildFile(self.settings.warehouse)

    def registry(self) -> Registry:
        """The source registry.

        Raises:
            RegistryError: if it is not valid.
        """
        return registry_of(self.settings)

    @contextmanager
    def catalogue(self, build: Build) -> Iterator[Catalogue | None]:
        """The reference catalogue as it was loaded, open for reading; None where there is none."""
        fingerprint = fingerprint_of(build.read(CATALOGUE_FILES), self.settings)
        if fingerprint is None:
            yield None
            return
        with CatalogueFile(self.settings.warehouse, fingerprint).open() as catalogue:
            yield catalogue

    def inputs_fingerprint(self, build: Build) -> str:
        """A fingerprint of everything that goes into a release, as far as it has been landed."""
        landed = build.query(
            """
            select concat_ws('|', count(*), bit_xor(md5_number(told))) as told
            from (
                select concat_ws('|', document_id, reader_version, version, status, status_reason)
                    as told
                from raw.documents
                union all
                select concat_ws('|', source, uri, document_id) from raw.files where is_current
            )
            """
        )["told"].item()
        return fingerprints.together(
            __version__, landed or "", fingerprints.of_building(self.settings)
        )
