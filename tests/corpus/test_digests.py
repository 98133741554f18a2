"""The digests say all that their sources say, in other words, and their front matter is sound."""

import re
import unicodedata
from datetime import date
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "corpus"

#: source document (by the number its file name begins with) → its digest
DIGEST_OF = {
    "000": "thai-nguyen-tinh-kinh-te-xa-hoi-thang-1-2021.md",
    "001": "thai-nguyen-tinh-nhiem-vu-trong-tam-2021-2025.md",
    "002": "thai-nguyen-tinh-so-ket-6-thang-dau-nam-2022.md",
    "003": "thai-nguyen-thanh-pho-giai-phap-nam-2021.md",
    "004": "lang-son-tinh-hoi-nghi-ban-thuong-vu-thang-7-2021.md",
}
PEOPLE = {
    "000": ("La Hồng Ninh", "Nguyễn Thị Mai", "Trịnh Việt Hùng"),
    "001": ("Trịnh Việt Hùng",),
    "002": (),
    "003": (),
    "004": ("Nguyễn Quốc Đoàn", "Trí Dũng"),
}
KEYS = {
    "title": str,
    "original_title": str,
    "outlet": (str, type(None)),
    "author": (str, type(None)),
    "event_date": (date, type(None)),
    "published": (date, type(None)),
    "place": str,
    "level": str,
    "period": str,
    "doc_type": str,
    "digest": bool,
    "official_names": list,
    "notes": list,
}
LEVELS = {"nation", "region", "province", "city", "district", "commune", "zone"}

#: the source prints the two years of a term as one number; the digest says so and parts them
READ_APART = {"000": {"2026"}}

#: a run this long that a digest shares with a source is a copy, not a digest
COPIED_RUN = 20

_FIGURE = re.compile(r"\d+(?:[.,/]\d+)*%?")
_DOCUMENT_NUMBER = re.compile(r"\d+/[^\W\d_]+(?:-[^\W\d_]+)+|\d+-[^\W\d_]+/[^\W\d_]+")
_NAMED = re.compile(
    r"\b(?:[Ôô]ng|[Bb]à|[Đđ]ồng chí) (?!Phó |Bí |Chủ |Ủy )"
    r"((?:[A-ZĐÀ-Ỹ][a-zà-ỹđ]+ ){1,3}[A-ZĐÀ-Ỹ][a-zà-ỹđ]+)"
)
_ROMAN = re.compile(r"\b[XIV]{2,}\b")


def _read(path: Path) -> str:
    return unicodedata.normalize("NFC", path.read_text(encoding="utf-8"))


def _split(text: str) -> tuple[dict[str, object], str]:
    assert text.startswith("---\n"), "a digest begins with front matter"
    head, body = text[4:].split("\n---\n", 1)
    return yaml.safe_load(head), body


def _syllables(text: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFC", text).lower())


def _runs(syllables: list[str], length: int) -> set[tuple[str, ...]]:
    return {tuple(syllables[i : i + length]) for i in range(len(syllables) - length + 1)}


def _contains(text: str, words: str) -> bool:
    return f" {' '.join(_syllables(words))} " in f" {' '.join(_syllables(text))} "


def _seed(seeds_dir: Path, number: str) -> str:
    (path,) = seeds_dir.glob(f"{number}_*.txt")
    return _read(path)


digests = pytest.mark.parametrize("name", sorted(DIGEST_OF.values()))
pairs = pytest.mark.parametrize(("number", "name"), sorted(DIGEST_OF.items()))


def test_every_corpus_file_is_a_known_digest() -> None:
    assert {path.name for path in CORPUS.iterdir()} == set(DIGEST_OF.values())


@digests
def test_file_name_is_plain_kebab_case(name: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*\.md", name)


@digests
def test_file_is_stored_as_it_will_be_shown(name: str) -> None:
    raw = (CORPUS / name).read_bytes()
    text = raw.decode("utf-8")
    assert text == unicodedata.normalize("NFC", text)
    assert b"\r" not in raw
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert text.endswith("\n")


@digests
def test_front_matter_is_complete_and_typed(name: str) -> None:
    front, _ = _split(_read(CORPUS / name))
    assert list(front) == list(KEYS)
    for key, kind in KEYS.items():
        assert isinstance(front[key], kind), key
    assert front["digest"] is True
    assert front["level"] in LEVELS
    for key in ("official_names", "notes"):
        assert front[key]
        assert all(isinstance(item, str) and item.strip() for item in front[key]), key
        assert len(set(front[key])) == len(front[key]), key
    assert front["title"] != front["original_title"]


@digests
def test_body_opens_with_its_title_and_has_topics(name: str) -> None:
    _, body = _split(_read(CORPUS / name))
    assert re.match(r"\n# \S", body)
    assert len(re.findall(r"^## \S", body, re.MULTILINE)) >= 4
    assert len(re.findall(r"^# ", body, re.MULTILINE)) == 1


@digests
def test_sentences_with_figures_name_their_place(name: str) -> None:
    """A sentence with a figure that has a unit can be quoted alone: it says whose figure it is."""
    _, body = _split(_read(CORPUS / name))
    unit = re.compile(r"\d(?:%| tỷ| triệu| nghìn ha)")
    nameless = [
        sentence
        for sentence in re.split(r"\n|(?<=\.) ", body)
        if unit.search(sentence) and not re.search(r"Thái Nguyên|Lạng Sơn|[Nn]guồn", sentence)
    ]
    assert nameless == []


@digests
def test_official_names_stand_in_the_body(name: str) -> None:
    front, body = _split(_read(CORPUS / name))
    assert [item for item in front["official_names"] if not _contains(body, item)] == []


def test_doubts_a_reader_must_know_stand_in_the_body() -> None:
    """What would mislead a reader of the quote alone is said beside it, not only in the notes."""
    bodies = {number: _split(_read(CORPUS / name))[1] for number, name in DIGEST_OF.items()}
    assert "Nguồn in «5.738,9%»" in bodies["004"]
    assert "Nguồn không nêu tên tỉnh" in bodies["004"]
    assert "25/10/2021" in bodies["004"]
    assert "Câu của nguồn về xuất khẩu rối nghĩa" in bodies["002"]
    assert "là «UBND tỉnh»" in bodies["003"]
    assert "không phải của tỉnh" in bodies["003"]
    assert "«20212026»" in bodies["000"]
    assert "làm tròn của 1.385 triệu đô la Mỹ" in bodies["000"]


def test_no_date_is_made_up() -> None:
    dates = {}
    for name in DIGEST_OF.values():
        front, _ = _split(_read(CORPUS / name))
        dates[name] = (front["event_date"], front["published"])
    assert dates.pop(DIGEST_OF["004"]) == (date(2021, 7, 13), None)
    assert set(dates.values()) == {(None, None)}


@pytest.mark.seeds
@pairs
def test_no_figure_of_the_source_is_missing(seeds_dir: Path, number: str, name: str) -> None:
    seed, digest = _seed(seeds_dir, number), _read(CORPUS / name)
    for pattern in (_FIGURE, _DOCUMENT_NUMBER, _ROMAN):
        missing = set(pattern.findall(seed)) - set(pattern.findall(digest))
        assert missing == set(), pattern.pattern


@pytest.mark.seeds
@pairs
def test_no_figure_is_added(seeds_dir: Path, number: str, name: str) -> None:
    """A digest says what its source says: a year it names itself stands elsewhere in the source."""
    _, body = _split(_read(CORPUS / name))
    known = set(re.findall(r"\d+", _seed(seeds_dir, number))) | READ_APART.get(number, set())
    assert set(re.findall(r"\d+", body)) - known == set()


@pytest.mark.seeds
@pairs
def test_people_of_the_source_are_named(seeds_dir: Path, number: str, name: str) -> None:
    seed, digest = _seed(seeds_dir, number), _read(CORPUS / name)
    assert set(_NAMED.findall(seed)) <= set(PEOPLE[number])
    for person in PEOPLE[number]:
        assert _contains(seed, person), person
        assert _contains(digest, person), person


@pytest.mark.seeds
@pairs
def test_official_names_are_the_source_s_own(seeds_dir: Path, number: str, name: str) -> None:
    front, _ = _split(_read(CORPUS / name))
    seed = _seed(seeds_dir, number)
    assert [item for item in front["official_names"] if not _contains(seed, item)] == []
    assert _contains(seed, str(front["original_title"]))


@pytest.mark.seeds
@pytest.mark.parametrize("name", sorted(DIGEST_OF.values()))
def test_no_run_is_copied_from_any_source(seeds_dir: Path, name: str) -> None:
    digest = _runs(_syllables(_read(CORPUS / name)), COPIED_RUN)
    for path in sorted(seeds_dir.glob("*.txt")):
        shared = digest & _runs(_syllables(_read(path)), COPIED_RUN)
        assert sorted(" ".join(run) for run in shared) == [], path.name
