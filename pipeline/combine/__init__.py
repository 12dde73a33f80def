"""Who decides: the rules alone, the model alone, or both by a policy that was measured."""
