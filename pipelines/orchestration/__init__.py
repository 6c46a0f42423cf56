"""Run the steps as Dagster assets, checks and jobs. The only package that imports Dagster."""
