"""A step of RoCL's pretraining, once by the authors' schedule and once as an expert writes it.

Both attack t(x) by k steps of PGD in eval mode against the other view, train on three views with
NT-Xent and on the attacked and the second with the weight 1/256, and take a step of SGD.
Images are synthetic and not augmented.
"""

import contextlib

import torch
import torch.nn.functional as F

TEMPERATURE = 0.5
RADIUS = 8 / 255
STEP = 2 / 255
WEIGHT = 1 / 256  # of the regulariser


def similarities(rows, others):
    """Cosines divided by the temperature; a row is never compared with itself."""
    table = F.normalize(rows, dim=1) @ F.normalize(others, dim=1).t() / TEMPERATURE
    itself = torch.eye(len(rows), len(others), dtype=torch.bool)
    return table.masked_fill(itself, float("-inf"))


def nt_xent(*views):
    """NT-Xent over all rows of all views: the sum over all ordered pairs, divided by their rows."""
    rows = torch.cat(views)
    table = similarities(rows, rows)
    count = len(views[0])
    log_sum = table.logsumexp(1)
    row = torch.arange(len(rows))
    pairs = (log_sum - table[row, (row + shift * count) % len(rows)] for shift in range(1, len(views)))
    return sum(pair.mean() for pair in pairs)


def start_of(clean):
    """A random point of the ball."""
    noise = torch.empty_like(clean).uniform_(-RADIUS, RADIUS)
    return (clean + noise).clamp_(0, 1)


def moved(images, gradient, clean):
    """One step of PGD, and back into the ball."""
    stepped = images.detach() + STEP * gradient.sign()
    return torch.min(torch.max(stepped, clean - RADIUS), clean + RADIUS).clamp_(0, 1)


class Authors:
    """Both views embedded in every iteration, all 2N rows compared, a forward pass for each term."""

    def __init__(self, network, k, rate):
        self.network = network
        self.k = k
        self.optimizer = torch.optim.SGD(
            network.parameters(), lr=rate, momentum=0.9, weight_decay=1e-4
        )

    def attack(self, clean, target):
        images = start_of(clean)
        for _ in range(self.k):
            images.requires_grad_(True)
            embedded = self.network(torch.cat([images, target])).chunk(2)
            (gradient,) = torch.autograd.grad(nt_xent(*embedded), images)
            images = moved(images, gradient, clean)
        return images

    def loss(self, view, target, attacked):
        regulariser = nt_xent(*self.network(torch.cat([attacked, target])).chunk(2))
        triple = nt_xent(*self.network(torch.cat([view, target, attacked])).chunk(3))
        return WEIGHT * regulariser + triple

    def step(self, view, target):
        self.network.eval()
        attacked = self.attack(view, target)
        self.network.train()
        loss = self.loss(view, target, attacked)
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        self.optimizer.step()
        return loss


class Expert(Authors):
    """The same mathematics without what is computed twice.

    The target is embedded once, since nothing about it changes in eval mode; of the table of
    similarities the attack needs the N rows of the attacked images; no gradient of a weight is
    computed in the attack; both terms share a forward pass; images and weights are channels-last.
    """

    def __init__(self, network, k, rate, bfloat16):
        network = network.to(memory_format=torch.channels_last)
        super().__init__(network, k, rate)
        self.optimizer = torch.optim.SGD(
            network.parameters(), lr=rate, momentum=0.9, weight_decay=1e-4, fused=True
        )
        self.bfloat16 = bfloat16

    def precision(self):
        if self.bfloat16:
            return torch.autocast("cpu", dtype=torch.bfloat16)
        return contextlib.nullcontext()

    def attack(self, clean, target):
        with torch.no_grad(), self.precision():
            embedded = self.network(target).float()
        images = start_of(clean)
        count = torch.arange(len(clean))
        # One region for all iterations: autocast then converts each weight once an attack.
        with self.precision():
            for _ in range(self.k):
                images.requires_grad_(True)
                rows = self.network(images).float()
                with torch.autocast("cpu", enabled=False):
                    table = similarities(rows, torch.cat([rows.detach(), embedded]))
                    loss = (table.logsumexp(1) - table[count, count + len(clean)]).mean()
                (gradient,) = torch.autograd.grad(loss, images)
                images = moved(images, gradient, clean)
        return images

    def loss(self, view, target, attacked):
        with self.precision():
            rows = self.network(torch.cat([view, target, attacked]))
        first, second, third = rows.float().chunk(3)
        return WEIGHT * nt_xent(third, second) + nt_xent(first, second, third)

    def step(self, view, target):
        last = torch.channels_last
        return super().step(view.contiguous(memory_format=last), target.contiguous(memory_format=last))
