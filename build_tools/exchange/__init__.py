"""Files of translators' and terminologists' tools, read back into ``data/``."""
