"""How a search is understood: what is looked for, what was meant by a slip of the key, which page comes first."""
