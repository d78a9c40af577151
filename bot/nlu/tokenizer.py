"""Tokenizer fit for Swedish chat: hyphenated compounds and emoji stay whole, signs part words."""

from __future__ import annotations

import re
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message

# "CNC-operatör", "18-åring", "AB:s" and "t.ex." are one token; a run of signs or emoji is one too.
TOKEN = re.compile(r"\w+(?:[-:'’.]\w+)*|[^\w\s]+")


def split_into_tokens(text: str) -> list[tuple[str, int]]:
    """The tokens of a text with the position that each starts at."""
    return [(found.group(), found.start()) for found in TOKEN.finditer(text)]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class ChatTokenizer(Tokenizer):
    """Tokens for Rasa's graph; our own features read the whole text."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The component's config with its defaults, as Rasa's own tokenizers have them."""
        return {"intent_tokenization_flag": False, "intent_split_symbol": "_", "token_pattern": None}

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """The tokens of one attribute of a message; a text without any becomes one token, so that it is still parsed."""
        text = message.get(attribute) or ""
        tokens = [Token(token, start) for token, start in split_into_tokens(text)]
        return self._apply_token_pattern(tokens) if tokens else [Token(text or " ", 0)]
