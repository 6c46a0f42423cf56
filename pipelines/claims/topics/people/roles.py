"""Give credits under a label the part that the label means."""

import polars as pl

from pipelines.claims.tables import PARTS
from pipelines.claims.text.labels import ROLES


def with_roles(found: pl.DataFrame) -> pl.DataFrame:
    """Give the credits found under a label their attribute, by the table of role names.

    Where "R:" stands for the director, "D:" stands for the cast, as German programmes have it.
    A label that stands for two roles ("writer/director") gives two claims; a label that the table
    does not know gives `credit:other`.
    """
    label = (
        pl.col("detail")
        .str.json_path_match("$.label")
        .fill_null(pl.col("detail").str.json_path_match("$.label2"))
        .str.to_lowercase()
        .str.replace_all(r"\s+", " ")
        .str.strip_chars(" .")
        .str.replace(r"\bactress", "actor")
    )
    is_credit = pl.col("attribute") == "credit"
    german = found.filter(is_credit, label == "r")["document_id"].unique()
    known = ROLES["label"].to_list()
    labelled = (
        found.filter(is_credit)
        .with_columns(label=label)
        .with_columns(
            label=pl.when((pl.col("label") == "d") & pl.col("document_id").is_in(german.implode()))
            .then(pl.lit("darsteller"))
            .otherwise("label")
        )
        .with_columns(
            label=pl.when(pl.col("label").is_in(known))
            .then(pl.concat_list("label"))
            .otherwise(
                pl.col("label")
                .str.replace_all(r"\s*(?:/|&|,|\band\b|\bund\b|\bet\b|\by\b)\s*", "|")
                .str.split("|")
            )
        )
        .explode("label")
        .with_columns(detail=pl.col("detail").str.replace('"label2"', '"label"', literal=True))
        .join(ROLES, on="label", how="left", maintain_order="left_right")
        .with_columns(
            attribute=pl.when(pl.col("role").is_in(PARTS))
            .then(pl.col("role"))
            .otherwise("credit:" + pl.col("role").fill_null("other"))
        )
        .select(found.columns)
    )
    return pl.concat([found.filter(~is_credit), labelled])
