"""Imports: one source of data a module; all or nothing, every bad row told."""
