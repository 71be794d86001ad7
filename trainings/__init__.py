"""Meetings: planned, led, attended, confirmed; calendar and intervisie."""
