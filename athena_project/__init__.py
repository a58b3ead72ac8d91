"""The foundation, which every process of Athena imports before anything else."""

import os

# OpenBLAS's threads wait for each other by running in circles: on a busy machine that doubled what a question costs.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
