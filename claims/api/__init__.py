"""HTTP: scope, shape, one call of an action, shape again."""
