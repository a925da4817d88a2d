"""Formulae and scoring shapes: pure functions of counted facts."""
