"""Settings: paths and thresholds, typed, read from the environment once.

Every setting has a default that is right for most; `REELHOUSE_<NAME>` in the environment changes
it. The clock stands here too, so that SOURCE_DATE_EPOCH makes a whole run repeatable.
"""

from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Final

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

PROJECT_ROOT: Final = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """Where things are and how much is taken at once."""

    model_config = SettingsConfigDict(env_prefix="REELHOUSE_", frozen=True)

    data: Path = Field(
        default=PROJECT_ROOT / "data" / "samples", description="Folder with the raw files."
    )
    sources: Path | None = Field(
        default=None,
        description="The source registry; data/sources.yaml of the project if not given.",
    )
    warehouse: Path = Field(
        default=PROJECT_ROOT / "data" / "warehouse", description="Folder of builds and releases."
    )
    reference: Path = Field(
        default=PROJECT_ROOT / "data" / "reference", description="Folder of the reference tables."
    )
    catalogue: Path = Field(
        default=PROJECT_ROOT / "data" / "reference" / "imdb",
        description="Folder of the reference catalogue, where the source registry names none.",
    )
    overrides: Path = Field(
        default=PROJECT_ROOT / "data" / "reference" / "overrides",
        description="Folder of what persons corrected: films and persons that are one or are not.",
    )
    dbt_project: Path = Field(
        default=PROJECT_ROOT / "dbt_project", description="Folder of the dbt project."
    )
    keep_releases: int = Field(default=5, ge=1, description="How many releases stay on disk.")
    batch_documents: int = Field(default=5_000, ge=1, description="Documents read at once.")
    batch_bytes: int = Field(
        default=64_000_000, ge=1, description="Bytes of documents read at once."
    )
    max_file_bytes: int = Field(
        default=100_000_000, ge=1, description="Larger files are rejected unread."
    )
    max_loss: float = Field(
        default=0.2,
        ge=0,
        le=1,
        description="Share of its rows that a table, or a source in it, may lose between releases.",
    )
    max_drop: float = Field(
        default=0.2,
        ge=0,
        le=1,
        description="How far a source's share of rated reviews, or of documents with a film, may"
        " fall between releases.",
    )
    noise_rows: int = Field(
        default=5, ge=0, description="Losses of so few rows never stop a release."
    )
    last_seen_hours: float = Field(
        default=12,
        ge=0,
        description="How far last_seen_at may be behind for a file that stands as it did.",
    )
    stale_days: int = Field(
        default=7, ge=1, description="Days without a new document until a warning says so."
    )
    stale_hours: int = Field(
        default=36, ge=1, description="Hours without a run that succeeded until an alert says so."
    )
    step_timeout_seconds: int = Field(
        default=10_800, ge=1, description="A step that takes longer is stuck: its run is ended."
    )
    alert_webhook: SecretStr | None = Field(
        default=None, description="Address that alerts are posted to as JSON; a secret."
    )
    max_download_bytes: int = Field(
        default=2_000_000_000,
        ge=1,
        description="Larger archives are not downloaded.",
    )
    download_seconds: float = Field(
        default=300, gt=0, description="How long one download may take, for each try."
    )
    download_attempts: int = Field(
        default=4, ge=1, description="How often a download is tried when it fails for the moment."
    )
    download_wait_seconds: float = Field(
        default=1, ge=0, description="The wait before the second try; it doubles with each further."
    )
    allow_private_addresses: bool = Field(
        default=False,
        description="Whether downloads may come from this machine and from private networks.",
    )
    max_text_characters: int = Field(
        default=2_000_000, ge=1, description="Prose and pages with more text are rejected."
    )
    max_values: int = Field(
        default=2_000_000, ge=1, description="Tables and data files with more values are rejected."
    )
    max_value_characters: int = Field(
        default=200_000_000,
        ge=1,
        description="Files whose values are longer together, as by references, are rejected.",
    )
    max_columns: int = Field(
        default=10_000, ge=1, description="Tables with more columns are rejected."
    )
    max_depth: int = Field(
        default=64, ge=64, le=256, description="Data files nested deeper are rejected."
    )
    max_open_tags: int = Field(
        default=10_000, ge=1, description="Pages with more tags within each other are rejected."
    )
    max_archive_files: int = Field(
        default=500_000, ge=1, description="Archives with more files are rejected."
    )
    max_archive_bytes: int = Field(
        default=50_000_000_000, ge=1, description="Archives that unpack to more are rejected."
    )
    source_date_epoch: int | None = Field(
        default=None,
        validation_alias="SOURCE_DATE_EPOCH",
        description="Seconds since 1970 that stand for now, for repeatable runs.",
    )

    def now(self) -> datetime:
        """The moment of the run, in UTC."""
        if self.source_date_epoch is not None:
            return datetime.fromtimestamp(self.source_date_epoch, UTC)
        return datetime.now(UTC)


@cache
def load_settings() -> Settings:
    """The settings of this process, read from the environment at the first call."""
    return Settings()
