"""Training: checks of the data, training runs with the engine as a subprocess, and reports on the data."""
