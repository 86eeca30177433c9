"""The command line's verbs, one module each: what follows the verb, and what it does.

A module has ``MORE``, what its help says after the verb's line in :mod:`build_tools.__main__`;
``grammar``, which adds its arguments to a parser; and ``run``, which takes them and gives the exit
status. Only the module of the verb that was asked for is loaded.
"""
