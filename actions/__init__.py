"""What the dialogue engine calls: a tracker in, one call into bot.guidance, messages and slots out."""

from actions.without_domain import accept_calls_without_domain

accept_calls_without_domain()
