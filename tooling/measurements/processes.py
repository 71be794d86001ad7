"""CPU time of a process and everything below it, from /proc."""

from __future__ import annotations

import os
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
PARENT, USER, SYSTEM, CHILDREN_USER, CHILDREN_SYSTEM = 1, 11, 12, 13, 14  # fields after the name


def cpu_seconds(*roots: int) -> float:
    """Give the CPU seconds that these processes and their descendants used until now, those that ended included."""
    table = _all()
    wanted = set(roots)
    grown = True
    while grown:
        below = {pid for pid, fields in table.items() if int(fields[PARENT]) in wanted}
        grown = not below <= wanted
        wanted |= below
    used = 0
    for pid in wanted & table.keys():
        fields = table[pid]
        used += int(fields[USER]) + int(fields[SYSTEM])
        if pid in roots:
            used += int(fields[CHILDREN_USER]) + int(fields[CHILDREN_SYSTEM])
    return used / TICKS


def _all() -> dict[int, list[str]]:
    table = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                text = (folder / "stat").read_text()
            except OSError:
                continue  # it ended while we looked
            table[int(folder.name)] = text.rpartition(")")[2].split()
    return table
