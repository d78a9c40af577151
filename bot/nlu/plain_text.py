"""The plain text of a message: what features and classifier read instead of what the pupil typed."""

from __future__ import annotations

from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.text.normalise import clean_text

PLAIN_TEXT_KEY = "plain_text"


def get_plain_text(message: Message) -> str:
    """The corrected text where the pipeline has a corrector, else the typed text, cleaned and in lower case.

    Lower case, since pupils write so and what they capitalise says little (measured: docs/nlu_experiments.md).
    """
    plain = message.get(PLAIN_TEXT_KEY)
    return str(plain) if plain is not None else clean_text(message.get(TEXT) or "").lower()
