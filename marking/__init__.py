"""What came back from the room: responses and scores. Still nearly empty; see docs/architecture.md."""
