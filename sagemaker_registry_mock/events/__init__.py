"""What the registry announces: events, their order, and what a target receives of them."""
