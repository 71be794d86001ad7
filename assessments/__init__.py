"""Instruments: for now the practice questions inside lessons; question bank and observations follow."""
