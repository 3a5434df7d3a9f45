"""The content of model cards: what a JSON string of the card schema holds."""
