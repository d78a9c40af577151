"""The facts that ship with Syvbot, and how they get into the database."""
