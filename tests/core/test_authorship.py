from __future__ import annotations

import pytest

from core.rules.authorship import Version, author_of_latest_text

ANNA, BEA = 1, 2


def version(by: int | None, words: str, **more) -> Version:
    return Version(by, {"title": "De wens", "body": words, **more})


@pytest.mark.parametrize(
    ("versions", "author"),
    [
        pytest.param([], None, id="nothing was saved"),
        pytest.param([version(ANNA, "een")], ANNA, id="the only version"),
        pytest.param([version(BEA, "twee"), version(ANNA, "een")], BEA, id="somebody changed it"),
        pytest.param([version(BEA, "een"), version(ANNA, "een")], ANNA, id="somebody saved without a change"),
        pytest.param(
            [version(BEA, "een", wagtail_admin_comments=[{"text": "Korter?"}]), version(ANNA, "een")],
            ANNA,
            id="somebody left a remark",
        ),
        pytest.param(
            [
                version(BEA, "een", latest_revision=7, live=True),
                version(ANNA, "een", latest_revision=6, live=False),
            ],
            ANNA,
            id="only the administration differs",
        ),
        pytest.param(
            [version(BEA, "een", draft_title="De wens"), version(ANNA, "een", draft_title="Een wens")],
            ANNA,
            id="the title that lists show came along later",
        ),
        pytest.param(
            [version(BEA, "een", go_live_at="2026-12-01"), version(ANNA, "een")],
            BEA,
            id="somebody set a moment",
        ),
        pytest.param(
            [
                version(BEA, '<p data-block-key=\\"a1b2c\\">een</p>'),
                version(ANNA, '<p data-block-key=\\"d3e4f\\">een</p>'),
            ],
            ANNA,
            id="the editor marked its paragraphs anew",
        ),
        pytest.param(
            [version(BEA, "een"), version(BEA, "een"), version(ANNA, "een"), version(BEA, "nul")],
            ANNA,
            id="far back",
        ),
        pytest.param([version(None, "een"), version(ANNA, "nul")], None, id="a command changed it"),
        pytest.param([version(ANNA, "een"), version(BEA, "twee"), version(ANNA, "een")], ANNA, id="put back"),
    ],
)
def test_the_author_is_who_changed_the_text_last(versions, author):
    assert author_of_latest_text(versions) == author
