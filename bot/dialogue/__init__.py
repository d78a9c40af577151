"""The port to the dialogue engine: what Syvbot asks of one, the adapter to Rasa, and a fake for tests."""
