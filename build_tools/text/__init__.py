"""Chinese text and its characters; nothing here knows a publication."""
