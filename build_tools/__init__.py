"""Generator of static bilingual publication sites.

The way of the data, and the order of the stages, stand in :mod:`build_tools.build`.
"""
