"""What this machine can give to one process."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

_TOPOLOGY = "/sys/devices/system/cpu/cpu{}/topology/thread_siblings_list"
_QUOTA_V2 = Path("/sys/fs/cgroup/cpu.max")
_QUOTA_V1 = Path("/sys/fs/cgroup/cpu/cpu.cfs_quota_us"), Path("/sys/fs/cgroup/cpu/cpu.cfs_period_us")


def _usable() -> Iterable[int]:
    """Numbers of the logical CPUs that this process may use."""
    return os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1)


def _read(path: Path) -> str | None:
    try:
        return path.read_text().strip()
    except OSError:
        return None


def _quota() -> float:
    """CPUs that a container's limit allows (Linux, control groups 2 and 1); infinite without one."""
    words = (_read(_QUOTA_V2) or " ".join(_read(path) or "" for path in _QUOTA_V1)).split()
    if len(words) != 2 or words[0] in ("max", "-1"):
        return float("inf")
    return int(words[0]) / int(words[1])


def physical_cores() -> int:
    """Cores that this process may use: two threads of one core have one unit for arithmetic between them."""
    cores = {_read(Path(_TOPOLOGY.format(number))) or str(number) for number in _usable()}
    return max(1, min(len(cores), int(min(_quota(), len(cores)))))


def default_threads() -> int:
    """Threads for arithmetic: ``OMP_NUM_THREADS`` if it is set, else the physical cores."""
    wish = os.environ.get("OMP_NUM_THREADS", "").partition(",")[0]
    return int(wish) if wish.isdigit() and int(wish) else physical_cores()
