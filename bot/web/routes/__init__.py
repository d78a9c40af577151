"""Routes, one role or purpose a module."""
