import pytest

from pipelines.warehouse.build import BuildFile
from tests.unit.quality.builds import write_sound_build


@pytest.fixture(scope="session")
def sound_build(tmp_path_factory: pytest.TempPathFactory) -> BuildFile:
    return write_sound_build(tmp_path_factory.mktemp("sound"))
