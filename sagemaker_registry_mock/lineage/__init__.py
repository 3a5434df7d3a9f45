"""How lineage comes about by itself, and how it is walked."""
