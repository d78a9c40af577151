"""A pupil's turn: session, safeguarding, redaction, limits, turn log, forgetting. Knows no web and no engine but the port."""
