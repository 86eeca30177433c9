"""Measures the generator: medians of several runs, and above all ratios within one run.

One module measures one subject and gives rows (:mod:`build_tools.bench.rows`);
:mod:`build_tools.bench.run` puts them into docs/benchmark.md.
"""
