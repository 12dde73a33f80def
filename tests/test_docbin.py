"""The DocBin against the labels, and spaCy's own scorer against ours."""

import pytest

spacy = pytest.importorskip("spacy", reason="the extra `spacy` is not installed")

from spacy.scorer import Scorer
from spacy.tokens import DocBin
from spacy.training import Example

from pipeline.annotate import gold
from pipeline.annotate.docbin import characters, to_doc, to_docbin
from pipeline.evaluation import score_document
from pipeline.extract import extract


@pytest.fixture(scope="module")
def labelled(root):
    return list(gold.load(root / "annotations" / "gold", root / "corpora" / "samples"))


def test_every_span_comes_back_in_its_place(labelled):
    nlp = characters()
    documents = [document for _, document in labelled]
    docs = list(DocBin().from_bytes(to_docbin(documents)).get_docs(nlp.vocab))
    for doc, document in zip(docs, documents, strict=True):
        assert doc.text == document.text
        assert doc.user_data["id"] == document.doc_id
        for table in ("amounts", "dates", "units", "goals"):
            assert [(s.start_char, s.end_char, s.id_) for s in doc.spans[table]] == [
                (item.start, item.end, item.id) for item in getattr(document, table)
            ]
        parts = {(s.label_, s.start_char, s.end_char) for s in doc.spans["supports"]}
        for support in document.supports:
            for name in ("beneficiary", "tier", "amount", "cap", "basis", "form"):
                part = getattr(support, name)
                assert part is None or (name, part.start, part.end) in parts


@pytest.mark.parametrize("table", ["amounts", "dates", "units"])
def test_spacys_scorer_gives_the_same(labelled, table):
    """A span with its role is right for spaCy where neither is wrong for us."""
    nlp = characters()
    examples, right, wanted, found = [], 0, 0, 0
    for name, document in labelled:
        predicted = extract(document.source.path)
        examples.append(Example(to_doc(predicted, nlp), to_doc(document, nlp)))
        scores = score_document(name, document, predicted)
        row = scores.rows[f"{table} found"]
        wanted, found = wanted + row.gold, found + row.predicted
        right += row.hit - sum(
            bool({"span", "role"} & set(d.wrong)) for d in scores.differences if d.label == table and d.wrong
        )
    theirs = Scorer.score_spans(
        examples,
        table,
        getter=lambda doc, attr: doc.spans[attr],
        has_annotation=lambda doc: True,
        labeled=True,
        allow_overlap=True,
    )
    assert 0 < right < wanted
    assert theirs[f"{table}_p"] == pytest.approx(right / found)
    assert theirs[f"{table}_r"] == pytest.approx(right / wanted)
    assert theirs[f"{table}_f"] == pytest.approx(2 * right / (wanted + found))
