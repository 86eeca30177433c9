"""Measures the generator: medians of several runs, and mostly ratios within one run.

``python -m benchmarks`` runs all measurements and writes docs/benchmark.md. Each module measures
one subject and returns tables (:mod:`benchmarks.rows`).
"""
