"""The kinds of arrays that the network is made of."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
SmallInts = NDArray[np.int32]
AnyInts = Ints | SmallInts
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
