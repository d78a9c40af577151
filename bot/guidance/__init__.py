"""What Syvbot knows: a Question in, an Answer out, one topic a module; no dialogue engine, no web."""
