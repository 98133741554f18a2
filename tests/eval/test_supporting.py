import pytest

from eval.supporting import judge_supported


def said(short, *quotes, computations=(), inherited=()):
    citations = [
        {
            "marker": number,
            "source": "a.md",
            "start": 0,
            "end": len(quote),
            "quote": quote,
            "inherited": [{"value": value} for value in inherited],
        }
        for number, quote in enumerate(quotes, 1)
    ]
    return {"short_answer": short, "citations": citations, "computations": list(computations)}


@pytest.mark.parametrize(
    ("prediction", "language", "expected"),
    [
        (said("1.330 tỷ đồng", "Thu đạt 1330 tỷ đồng."), "vi", True),
        (said("VND 1,330 billion", "Thu đạt 1.330 tỷ đồng."), "en", True),
        (said("1.331 tỷ đồng", "Thu đạt 1330 tỷ đồng."), "vi", False),
        (said("ông Lê Văn Tám", "Ông Lê Văn Tám chủ trì."), "vi", True),
        (said("ông Trần Quốc Bảo", "Ông Lê Văn Tám chủ trì."), "vi", False),
        (said("năm 2031", "Hoàn thành đúng hạn.", inherited=["năm 2031"]), "vi", True),
        (said("12,5 tỷ đồng", "| Thu | 12,5 | 13,1 |"), "vi", True),
        (said("12,6 tỷ đồng", "| Thu | 12,5 | 13,1 |"), "vi", False),
        (said("", "Thu đạt 12 tỷ đồng."), "vi", None),
        (said("12 tỷ đồng"), "vi", None),
        (said("3 tỷ đồng", "Thu 15 tỷ, chi 12 tỷ đồng.", computations=[{"value": 3}]), "vi", None),
    ],
)
def test_a_short_answer_stands_in_what_it_cites(prediction, language, expected):
    assert judge_supported(prediction, language) is expected
