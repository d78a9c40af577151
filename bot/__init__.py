"""Syvbot: guidance for pupils who could have a future in industry."""
