"""Which device and precision to use: what the user wants if this machine has it, else the best it has."""

from __future__ import annotations

from qantara.models.errors import UsageError

CT2_PRECISIONS = ("int8", "int8_float32", "int8_float16", "int8_bfloat16", "int16", "float16", "bfloat16", "float32")
CT2_DEVICES = ("cpu", "cuda")
TORCH_PRECISIONS = ("float32", "bfloat16", "float16")
TORCH_DEVICES = ("cpu", "cuda", "mps")

# In the order of speed, as CTranslate2's own documentation has it. On a CPU int8 beats the 16-bit types even where
# the processor has them, takes half their memory, and is stored in the wheel.
_FASTEST = {"cpu": ("int8", "float32"), "cuda": ("int8_float16", "float16", "int8", "float32")}


def _known(kind: str, wish: str, backend: str, known: tuple[str, ...]) -> None:
    if wish != "auto" and wish not in known:
        raise UsageError(f"{backend} has no {kind} {wish!r}; it has: {', '.join(known)}")


def supported(device: str) -> tuple[str, ...]:
    """CTranslate2's compute types that this machine has."""
    import ctranslate2

    there = ctranslate2.get_supported_compute_types(device)
    return tuple(name for name in CT2_PRECISIONS if name in there)


def for_ctranslate2(device: str, precision: str) -> tuple[str, str]:
    """Device and compute type.

    Args:
        device: ``auto`` is the first CUDA device, or the CPU without one.
        precision: ``auto`` is the fastest that loses nothing to speak of.

    Raises:
        UsageError: it does not exist, or not on this machine.
    """
    _known("device", device, "ctranslate2", CT2_DEVICES)
    _known("precision", precision, "ctranslate2", CT2_PRECISIONS)
    import ctranslate2

    cuda = ctranslate2.get_cuda_device_count() > 0
    if device == "cuda" and not cuda:
        raise UsageError("--device cuda: ctranslate2 sees no CUDA device here; leave --device out to use the CPU")
    device = device if device != "auto" else "cuda" if cuda else "cpu"
    there = supported(device)
    if precision == "auto":
        return device, next(name for name in _FASTEST[device] if name in there)
    if precision not in there:
        raise UsageError(
            f"--precision {precision}: this machine's {device} does not have it; it has: {', '.join(there)}"
        )
    return device, precision


def for_transformers(device: str, precision: str) -> tuple[str, str]:
    """Device and dtype; ``auto`` is CUDA or the CPU, and float32, which is what transformers is the reference for.

    Raises:
        UsageError: it does not exist, or not on this machine.
    """
    _known("device", device, "transformers", TORCH_DEVICES)
    _known("precision", precision, "transformers", TORCH_PRECISIONS)
    import torch

    there = {"cpu": True, "cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available()}
    if device == "auto":
        device = "cuda" if there["cuda"] else "cpu"
    if not there[device]:
        raise UsageError(f"--device {device}: torch sees none here; leave --device out to use the CPU")
    return device, "float32" if precision == "auto" else precision
