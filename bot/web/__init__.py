"""The edge: what the world touches. Routes per role, problem details, headers, pages; no decisions about guidance."""
