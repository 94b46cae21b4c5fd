"""What everything looks like and says: fonts, theme tokens, labels, templates. Knows nothing of courses."""
