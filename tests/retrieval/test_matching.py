import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.matching import Matcher, concept_rarity, layer, wording_rarity
from retrieval.records import Concept

COMMON = {"va", "cua", "nam"}


def rarity(word):
    """Inverse frequency of a folded word; of a pair ("lua_mua"), and of what is nowhere ("_")."""
    if "_" in word:
        return 9.0 if word == "_" else 3.0
    return 0.5 if word in COMMON else 2.0


def coverage(text, *concepts, accented=True, worth=1.0):
    made = [item if isinstance(item, Concept) else Concept((item,)) for item in concepts]
    return Matcher(made, rarity, accented=accented).coverage([layer(text, worth)])


WORDS = st.lists(
    st.sampled_from("thu ngân sách xuất khẩu tỉnh năm lúa khau xuat và của".split()), max_size=8
)
TEXT = WORDS.map(" ".join)
CONCEPT = st.builds(
    Concept,
    st.lists(TEXT.filter(bool), min_size=1, max_size=3).map(tuple),
    st.sampled_from([0.3, 0.5, 1.0]),
)
CONCEPTS = st.lists(CONCEPT, max_size=4)


class TestCoverage:
    def test_is_whole_when_every_concept_stands_there(self):
        text = "Năm nay thu ngân sách và xuất khẩu đều tăng"
        assert coverage(text, "thu ngân sách", "xuất khẩu") == pytest.approx(1.0)

    def test_is_nothing_when_none_does(self):
        assert coverage("Trồng lúa mùa", "thu ngân sách") == 0.0

    def test_is_nothing_without_concepts(self):
        assert coverage("Trồng lúa mùa") == 0.0

    def test_any_wording_of_a_concept_will_do(self):
        concept = Concept(("kim ngạch xuất khẩu", "giá trị xuất khẩu"))
        assert coverage("Giá trị xuất khẩu tăng", concept) == pytest.approx(1.0)

    def test_a_run_of_words_beats_the_same_words_apart(self):
        together = coverage("thu ngân sách", "thu ngân sách")
        apart = coverage("thu của dân, ngân hàng, sách", "thu ngân sách")
        assert 0 < apart < together

    def test_a_rare_word_that_is_missing_costs_more_than_a_common_one(self):
        concepts = "lúa", "và"
        assert coverage("lúa", *concepts) > coverage("và", *concepts)

    def test_a_match_in_a_lesser_layer_counts_less(self):
        assert coverage("xuất khẩu", "xuất khẩu", worth=0.5) == pytest.approx(0.5)

    def test_the_best_layer_decides(self):
        matcher = Matcher([Concept(("xuất khẩu",))], rarity, accented=True)
        layers = [layer("xuất khẩu", 0.4), layer("xuất khẩu", 0.9), layer("lúa", 1.0)]
        assert matcher.coverage(layers) == pytest.approx(0.9)

    def test_words_do_not_join_across_two_texts(self):
        apart = Matcher([Concept(("ngân sách",))], rarity, accented=True)
        assert apart.coverage([layer(["thu ngân", "sách vở"])]) < 1.0


class TestAccents:
    def test_an_accented_question_wants_its_accents(self):
        exact, folded = coverage("hội", "hội"), coverage("hỏi", "hội")
        assert exact == pytest.approx(1.0)
        assert 0 < folded < exact

    def test_a_question_without_accents_does_not(self):
        assert coverage("hội", "hoi", accented=False) == pytest.approx(1.0)

    def test_a_text_without_accents_is_found_by_either(self):
        assert coverage("muc tieu xuat khau", "xuất khẩu") > 0.5
        assert coverage("muc tieu xuat khau", "xuat khau", accented=False) == pytest.approx(1.0)


class TestRarity:
    def test_grows_with_the_words_but_more_slowly(self):
        one, two = wording_rarity("lúa", rarity), wording_rarity("lúa mùa", rarity)
        assert one < two < 2 * one

    def test_nothing_is_not_rare(self):
        assert wording_rarity("", rarity) == 0.0

    def test_two_neighbours_that_never_stand_together_weigh_nothing(self):
        def seen(word):
            return 9.0 if word in ("_", "lua_nuoc") else 2.0

        assert concept_rarity(Concept(("lúa nước",)), seen) == 0.0
        assert concept_rarity(Concept(("lúa mùa",)), seen) > 0


@given(TEXT, CONCEPTS, st.booleans())
def test_coverage_is_a_share(text, concepts, accented):
    assert 0.0 <= coverage(text, *concepts, accented=accented) <= 1.0 + 1e-9


@given(TEXT, TEXT, CONCEPTS, st.booleans())
def test_more_text_never_covers_less(text, more, concepts, accented):
    matcher = Matcher(concepts, rarity, accented=accented)
    less = matcher.coverage([layer(text)])
    assert matcher.coverage([layer([text, more])]) >= less - 1e-9
    assert matcher.coverage([layer(text), layer(more)]) >= less - 1e-9


@given(TEXT, CONCEPTS)
def test_asking_twice_gives_the_same(text, concepts):
    matcher = Matcher(concepts, rarity, accented=True)
    made = layer(text)
    assert matcher.coverage([made]) == matcher.coverage([made])
