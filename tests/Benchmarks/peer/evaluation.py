"""A classifier as attacks see it, and PGD; `autoattack` has the four of AutoAttack.

All attacks work on images that the network classifies as it is said to; the radius is so small that they
stay so. Then each attack does all of its work, the same on both sides.
"""

import contextlib

import torch
import torch.nn.functional as F

RADIUS = 1e-5


class Attack:
    """A network in eval mode: its logits, and gradients with respect to the images."""

    def __init__(self, network, channels_last, bfloat16):
        self.channels_last = channels_last
        self.bfloat16 = bfloat16
        self.network = network.eval()
        if channels_last:
            self.network = network.to(memory_format=torch.channels_last)

    def laid(self, images):
        return images.contiguous(memory_format=torch.channels_last) if self.channels_last else images

    def logits(self, images):
        plain = contextlib.nullcontext()
        with torch.autocast("cpu", dtype=torch.bfloat16) if self.bfloat16 else plain:
            return self.network(images).float()

    def outputs(self, images):
        with torch.no_grad():
            return self.logits(images)

    def at(self, images, losses_of):
        """Losses [N] and the gradient of their sum."""
        images = images.detach().requires_grad_(True)
        losses = losses_of(self.logits(images))
        (gradient,) = torch.autograd.grad(losses.sum(), images)
        return losses.detach(), gradient


def into(images, clean):
    return torch.min(torch.max(images, clean - RADIUS), clean + RADIUS).clamp_(0, 1)


def each(values):
    return values[:, None, None, None]


def cross_entropy(labels):
    return lambda logits: F.cross_entropy(logits, labels, reduction="none")


def of_class(logits, classes):
    return logits.gather(1, classes[:, None]).squeeze(1)


def pgd(attack, clean, labels, iterations):
    """PGD with a random start and steps of a tenth of the radius."""
    images = into(clean + RADIUS * torch.empty_like(clean).uniform_(-1, 1), clean)
    for _ in range(iterations):
        _, gradient = attack.at(images, cross_entropy(labels))
        images = into(images + RADIUS / 10 * gradient.sign(), clean)
    return images
