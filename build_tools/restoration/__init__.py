"""A damaged page back to the text that it was made from. Nothing here knows any publication."""
