"""Looking a word up in the tables of lemminflect gives what lemminflect reads there."""

from __future__ import annotations

import subprocess
import sys

from personfirst.rewrite.lexicon import lexicon


def test_words_are_as_lemminflect_reads_them() -> None:
    from lemminflect import config
    from lemminflect.codecs.InflectionLUCodec import InflectionLUCodec
    from lemminflect.codecs.LemmaLUCodec import LemmaLUCodec

    tables = (
        (lexicon().Lemmatizer().lemma_dict, LemmaLUCodec.load(config.lemma_lu_fn)),
        (lexicon().Inflections().infl_dict, InflectionLUCodec.load(config.inflection_lu_fn)),
    )
    for ours, theirs in tables:
        first, *_, last = theirs
        for word in (first, last, *list(theirs)[::400], "be", "can", "was", "left", "no-word", ""):
            assert ours.get(word, {}) == theirs.get(word, {}), word


def test_numpy_is_imported_only_for_a_word_that_is_not_known() -> None:
    code = """
import sys
from personfirst.rewrite.lexicon import lexicon
assert lexicon().getInflection("run", "VBD") == ("ran",)
assert "numpy" not in sys.modules
assert lexicon().getInflection("blork", "VBD") == ("blorked",)
assert "numpy" in sys.modules
assert "spacy" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", code], check=True)
