"""The verbs, each a function of its module's name."""
