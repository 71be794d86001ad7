"""The curriculum: learning path, modules, lessons; who follows it and how far they are."""
