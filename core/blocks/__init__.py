"""The block kit: content blocks that any page may use."""

from __future__ import annotations

from core.blocks.media import (
    CAPTION_FILES,
    FILM_FILES,
    SOUND_FILES,
    AudioBlock,
    DownloadBlock,
    ImageBlock,
    VideoBlock,
)
from core.blocks.values import DayBlock, DecimalNumberBlock, WholeNumberBlock
from core.blocks.writing import (
    PLAIN_FEATURES,
    TEXT_FEATURES,
    AccordionBlock,
    AccordionItemBlock,
    CalloutBlock,
    ComparisonBlock,
    DiagramBlock,
    IntroBlock,
    NamedChoiceBlock,
    QuoteBlock,
    SummaryBlock,
    TextBlock,
    named,
)

__all__ = [
    "CAPTION_FILES",
    "FILM_FILES",
    "PLAIN_FEATURES",
    "SOUND_FILES",
    "TEXT_FEATURES",
    "AccordionBlock",
    "AccordionItemBlock",
    "AudioBlock",
    "CalloutBlock",
    "ComparisonBlock",
    "DayBlock",
    "DecimalNumberBlock",
    "DiagramBlock",
    "DownloadBlock",
    "ImageBlock",
    "IntroBlock",
    "NamedChoiceBlock",
    "QuoteBlock",
    "SummaryBlock",
    "TextBlock",
    "VideoBlock",
    "WholeNumberBlock",
    "named",
]
