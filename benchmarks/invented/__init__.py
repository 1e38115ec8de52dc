"""Boards that do not exist: their words, their people and the papers that they leave."""
