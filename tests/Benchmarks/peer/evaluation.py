"""Two attacks on a classifier: PGD-20, and APGD on the cross-entropy (Croce and Hein 2020).

APGD-T, FAB-T and Square of AutoAttack are not here: they are made of the same forward and backward
passes, in proportions that depend on how soon an image is fooled.
"""

import contextlib

import torch
import torch.nn.functional as F

from training import RADIUS, start_of


class Attack:
    """The network in eval mode, its gradient with respect to the images, and their losses."""

    def __init__(self, network, channels_last, bfloat16):
        self.channels_last = channels_last
        self.bfloat16 = bfloat16
        self.network = network.eval()
        if channels_last:
            self.network = network.to(memory_format=torch.channels_last)

    def laid(self, images):
        return images.contiguous(memory_format=torch.channels_last) if self.channels_last else images

    def at(self, images, labels):
        """Losses [N] and the gradient of their sum."""
        images = images.detach().requires_grad_(True)
        precise = contextlib.nullcontext()
        with torch.autocast("cpu", dtype=torch.bfloat16) if self.bfloat16 else precise:
            logits = self.network(images)
        losses = F.cross_entropy(logits.float(), labels, reduction="none")
        (gradient,) = torch.autograd.grad(losses.sum(), images)
        return losses.detach(), gradient

    def labels(self, images):
        """What the network says of them now, so that no image is fooled to begin with."""
        with torch.no_grad():
            return self.network(images).argmax(1)


def into(images, clean):
    return torch.min(torch.max(images, clean - RADIUS), clean + RADIUS).clamp_(0, 1)


def pgd(attack, clean, labels, iterations):
    """PGD with a random start and steps of a tenth of the radius."""
    images = start_of(clean)
    for _ in range(iterations):
        _, gradient = attack.at(images, labels)
        images = into(images + RADIUS / 10 * gradient.sign(), clean)
    return images


def apgd(attack, clean, labels, iterations):
    """One run of Auto-PGD: momentum, and steps that are halved where the loss stops rising."""
    window = max(int(0.22 * iterations), 1)
    shortest, less = max(int(0.06 * iterations), 1), max(int(0.03 * iterations), 1)
    images = into(clean + RADIUS * torch.empty_like(clean).uniform_(-1, 1).sign(), clean)
    best_losses, gradient = attack.at(images, labels)
    best, best_gradient, before = images, gradient, images
    eta = torch.full((len(clean), 1, 1, 1), 2 * RADIUS)
    rises = torch.zeros(len(clean))
    losses_before, at_checkpoint = torch.zeros_like(best_losses), best_losses
    was_halved = torch.ones(len(clean), dtype=torch.bool)
    taken = 0
    for number in range(iterations):
        alpha = 0.75 if number else 1.0
        ahead = into(images + eta * gradient.sign(), clean)
        following = into(images + alpha * (ahead - images) + (1 - alpha) * (images - before), clean)
        before, images = images, following
        losses, gradient = attack.at(images, labels)
        better = losses > best_losses
        best_losses = torch.where(better, losses, best_losses)
        best = torch.where(better[:, None, None, None], images, best)
        best_gradient = torch.where(better[:, None, None, None], gradient, best_gradient)
        rises += losses > losses_before
        losses_before = losses
        taken += 1
        if taken < window:
            continue
        halved = (rises <= 0.75 * window) | (~was_halved & (at_checkpoint >= best_losses))
        returning = halved[:, None, None, None]
        eta = torch.where(returning, eta / 2, eta)
        images = torch.where(returning, best, images)
        gradient = torch.where(returning, best_gradient, gradient)
        was_halved, at_checkpoint = halved, best_losses
        rises = torch.zeros(len(clean))
        window, taken = max(window - less, shortest), 0
    return best
