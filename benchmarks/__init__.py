"""Measures the generator: medians of several runs, and above all ratios within one run.

One module measures one subject and gives rows (:mod:`benchmarks.rows`);
:mod:`benchmarks.__main__` puts them into docs/benchmark.md.
"""
