"""Graph components for Rasa: tokenizer, sentence encoder, intent classifier, language, gazetteer."""
