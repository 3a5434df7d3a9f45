"""Search: what an expression means and what a property of a record is."""
