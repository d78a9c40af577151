"""Pure text: normalising, Swedish forms, language and redaction; knows nothing of databases, dialogue or the web."""
