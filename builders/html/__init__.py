"""Where letters meet HTML."""
