"""What the dialogue engine calls: a tracker in, one call into bot.guidance, messages and slots out."""
