"""A figure that a question takes for granted, and one that it only reckons by."""

TEXT = (
    "# Báo cáo năm 2024 của tỉnh Hà Nam\n\nTỉnh Hà Nam năm 2024 có 8,7 bác sĩ trên một vạn dân.\n"
)


def test_what_a_rate_is_reckoned_on_is_no_claim(assistant_over):
    asked = "Tỉnh Hà Nam năm 2024 có bao nhiêu bác sĩ trên một vạn dân?"
    answer = assistant_over({"bao-cao.md": TEXT}).ask(asked)
    assert "8,7" in answer.short
    assert "không nêu" not in answer.text
