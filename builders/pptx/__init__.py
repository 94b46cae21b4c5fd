"""The small layer that writes PresentationML parts."""
