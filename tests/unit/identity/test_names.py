import pytest

from pipelines.identity.names import compare_names, forms, parse_name


def kinds(name: str, other: str) -> list[str] | None:
    """In what two names agree and differ."""
    found = compare_names(parse_name(name), parse_name(other))
    return None if found is None else sorted({each.kind for each in found} - {"same"})


@pytest.mark.parametrize(
    ("name", "other", "differences"),
    [
        ("Agnès Varda", "VARDA, Agnes", []),
        ("Wong Kar-wai", "Karwai Wong", []),
        ("Bob Cartwright", "Robert Cartwright", ["nickname"]),
        ("Ray Binger", "R. O. Binger", ["dropped_initial", "initial"]),
        ("F. Keogh Gleason", "Keogh Gleason", ["dropped_initial"]),
        ("Edwin Casey Roberts", "Casey Roberts", ["dropped"]),
        ("Stephen H. Flick", "Stephen Hunter Flick", ["initial"]),
        ("Pat McClung", "Patrick McClung", ["nickname"]),
        ("Raynold Gideon", "Rayn Gideon", ["prefix"]),
        ("Rithy Panh", "Rithy Pahn", ["slip"]),
        ("Charles Lang", "Charles Lang, Jr.", ["generation"]),
        ("Lisa Dean", "Lisa Dean Kavanaugh", ["dropped_last"]),
        ("Lung-Wei Wang", "Wei Wang", ["dropped_part"]),
        ("Dame Judi Dench", "Judi Dench", []),
    ],
)
def test_two_spellings_differ_in(name: str, other: str, differences: list[str]) -> None:
    assert kinds(name, other) == differences
    assert kinds(other, name) == differences


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Joel Coen", "Ethan Coen"),
        ("Conrad L. Hall", "Conrad N. Hall"),
        ("Noah Beery Jr.", "Noah Beery Sr."),
        ("Shun Wu", "Chun Wu"),
        ("Maria Schell", "Maximilian Schell"),
    ],
)
def test_two_names_are_not_spellings_of_one(name: str, other: str) -> None:
    assert kinds(name, other) is None


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Bob Cartwright", "Robert Cartwright"),
        ("Casey Roberts", "Edwin Casey Roberts"),
        ("E. H. Hansen", "Edmund H. Hansen"),
        ("Fran Walsh", "Frances Walsh"),
        ("Lisa Dean", "Lisa Dean Kavanaugh"),
        ("Karinska", "Madame Karinska"),
    ],
)
def test_spellings_of_one_name_share_a_form(name: str, other: str) -> None:
    assert set(forms(parse_name(name))) & set(forms(parse_name(other)))
