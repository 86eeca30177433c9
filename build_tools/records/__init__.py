"""YAML files that people edit, read to frozen, validated records that know their places."""
