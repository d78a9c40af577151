"""What the benchmarks share: the rival, whole installations under `syvbot start`, pupils, and tables of figures."""
