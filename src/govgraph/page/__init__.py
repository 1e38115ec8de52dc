"""A whole board as one page that asks for nothing from anywhere."""
