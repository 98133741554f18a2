from __future__ import annotations

import pytest

from embedding.parallel import GLOSSARY, OPEN_PARALLEL, read_parallel
from errors import MissingInput


def test_each_sense_of_an_entry_is_a_translation(bilingual_folder):
    read = list(read_parallel(bilingual_folder, "dict_wiktionary"))
    assert ("export", "xuất khẩu") in [(pair.english, pair.vietnamese) for pair in read]


def test_what_is_not_openly_licensed_is_left_out_unless_asked_for(bilingual_folder):
    read = [pair.english for pair in read_parallel(bilingual_folder, "parallel_small")]
    everything = read_parallel(bilingual_folder, "parallel_small", open_only=False)
    assert "talk" not in read
    assert "talk" in [pair.english for pair in everything]


def test_the_glossary_of_the_project_is_a_source(tmp_path):
    read = {(pair.english, pair.vietnamese) for pair in read_parallel(tmp_path, GLOSSARY)}
    assert ("people's committee", "ủy ban nhân dân") in read


def test_a_missing_source_is_named(tmp_path):
    with pytest.raises(MissingInput, match=r"parallel_flores_dev\.jsonl\.gz"):
        list(read_parallel(tmp_path, OPEN_PARALLEL[0]))
