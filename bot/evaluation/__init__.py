"""Evaluation: what a model understands, measured on messages it has not seen, and a report of it."""
