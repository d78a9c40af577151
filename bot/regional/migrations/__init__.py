"""Numbered migrations of the regional database."""
