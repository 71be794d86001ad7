"""The public pages, and files that people asked for."""

from __future__ import annotations

from website.models.exports import Export, ExportPiece
from website.models.pages import HomePage, InformationPage, PublicBodyBlock

__all__ = ["Export", "ExportPiece", "HomePage", "InformationPage", "PublicBodyBlock"]
