"""The peer: works when it is asked to, and says how long it took.

    python3 peer.py train|pgd|apgd|apgd-t|fab-t|square VARIANT --encoder resnet18 --batch 64 --threads 2

writes a line of JSON when it is ready. Each number that it then reads is that many steps to take
(of training, or of an attack on a batch); it answers with a line of JSON. It needs PyTorch alone.
VARIANT is `authors`, `expert` or `bfloat16`, and the last two with `-compiled` behind it.
"""

import argparse
import contextlib
import ctypes
import json
import os
import resource
import sys
import time

# Activations of tens of megabytes come and go in every layer: glibc is to keep their memory, as
# anybody makes it who has seen a profile. (-1 the trim threshold, -3 the mmap threshold.)
LIBC = ctypes.CDLL("libc.so.6")
LIBC.mallopt(-3, 1 << 30)
LIBC.mallopt(-1, 2**31 - 1)


def answer(**values):
    print(json.dumps(values), flush=True)


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("work", choices=["train", "pgd", "apgd", "apgd-t", "fab-t", "square"])
    parser.add_argument("variant")
    parser.add_argument("--encoder", default="resnet18")
    parser.add_argument("--shape", default="3x32x32")
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--iterations", type=int, default=7)
    return parser.parse_args()


def work_of(asked):
    """A function that takes one step of the work."""
    import torch

    from autoattack import apgd_ce, apgd_t, fab_t, square
    from evaluation import Attack, pgd
    from networks import with_classifier, with_projector
    from training import Authors, Expert

    torch.set_num_threads(asked.threads)
    torch.manual_seed(1)
    shape = [int(size) for size in asked.shape.split("x")]
    kind, _, compiled = asked.variant.partition("-")
    bfloat16 = kind == "bfloat16"
    first, second = (torch.rand(asked.batch, *shape) for _ in range(2))
    if asked.work == "train":
        network = with_projector(asked.encoder, shape[0])
    else:
        network = with_classifier(asked.encoder, shape[0], 10)
    if compiled:
        network = compiled_network(network.to(memory_format=torch.channels_last))

    if asked.work == "train":
        if kind == "authors":
            training = Authors(network, asked.iterations, rate=0.01)
        else:
            training = Expert(network, asked.iterations, 0.01, bfloat16)
        return lambda: training.step(first, second).item()

    attack = Attack(network, channels_last=kind != "authors", bfloat16=bfloat16)
    images = attack.laid(first)
    labels = attack.outputs(images).argmax(1)
    attacks = {"pgd": pgd, "apgd": apgd_ce, "apgd-t": apgd_t, "fab-t": fab_t, "square": square}
    run = attacks[asked.work]
    return lambda: run(attack, images, labels, asked.iterations)


def compiled_network(network):
    """The network through torch.compile, a graph for each number of images."""
    import torch
    from torch._inductor.cpu_vec_isa import pick_vec_isa

    # Debian's libtorch shares libsleef, and the compiled code is not linked with it.
    with contextlib.suppress(OSError):
        ctypes.CDLL("libsleef.so.3", mode=ctypes.RTLD_GLOBAL)
        os.environ["LD_PRELOAD"] = "libsleef.so.3"  # of the process that tries the instructions
    if not pick_vec_isa():
        raise RuntimeError("its test with vector instructions fails")
    return torch.compile(network, dynamic=False)


def cause(asked, reason):
    """One line on why the variant cannot be measured here."""
    lines = [line for line in str(reason).splitlines() if line.strip()]
    first = f"{type(reason).__name__}: {lines[0] if lines else ''}"
    if "compiled" not in asked.variant:
        return first
    errors = [line.strip() for line in lines if "error:" in line]
    return f"torch.compile needs g++, python3-dev, libtorch-dev and libsleef-dev; {errors[0] if errors else first}"


def main():
    asked = arguments()
    try:
        import torch

        step = work_of(asked)
        step()  # what is compiled, allocated and chosen once is not measured
    except Exception as reason:  # the driver says it, and goes on with the others
        answer(missing=cause(asked, reason))
        return
    answer(ready=f"PyTorch {torch.__version__}")
    for line in sys.stdin:
        steps = int(line)
        begin, begin_processor = time.perf_counter(), time.process_time()
        for _ in range(steps):
            step()
        seconds, processor = time.perf_counter() - begin, time.process_time() - begin_processor
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        answer(
            seconds=seconds,
            processorSeconds=processor,
            images=steps * asked.batch,
            peakMiB=peak,
        )


main()
