"""The four attacks of AutoAttack in L-infinity: Croce and Hein 2020, Andriushchenko et al. 2020."""

import torch

from evaluation import RADIUS, cross_entropy, each, into, of_class

TARGETS = 9


def apgd_run(attack, clean, losses_of, iterations):
    """One run of Auto-PGD: momentum, and steps that are halved where the loss stops rising."""
    window = max(int(0.22 * iterations), 1)
    shortest, less = max(int(0.06 * iterations), 1), max(int(0.03 * iterations), 1)
    images = into(clean + RADIUS * torch.empty_like(clean).uniform_(-1, 1), clean)
    best_losses, gradient = attack.at(images, losses_of)
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
        losses, gradient = attack.at(images, losses_of)
        better = losses > best_losses
        best_losses = torch.where(better, losses, best_losses)
        best = torch.where(each(better), images, best)
        best_gradient = torch.where(each(better), gradient, best_gradient)
        rises += losses > losses_before
        losses_before = losses
        taken += 1
        if taken < window:
            continue
        halved = (rises <= 0.75 * window) | (~was_halved & (at_checkpoint >= best_losses))
        eta = torch.where(each(halved), eta / 2, eta)
        images = torch.where(each(halved), best, images)
        gradient = torch.where(each(halved), best_gradient, gradient)
        was_halved, at_checkpoint = halved, best_losses
        rises = torch.zeros(len(clean))
        window, taken = max(window - less, shortest), 0
    return best


def surviving(attack, clean, labels, turns, run):
    """Turns of an attack, each on the images that were not fooled before."""
    found = clean.clone()
    rows = torch.arange(len(clean))
    ranked = attack.outputs(clean).argsort(1, descending=True)
    for turn in range(turns):
        points = run(clean[rows], labels[rows], ranked[rows, 1 + turn])
        found[rows] = points
        rows = rows[attack.outputs(points).argmax(1) == labels[rows]]
        if len(rows) == 0:
            break
    return found


def apgd_ce(attack, clean, labels, iterations):
    def run(images, own, _):
        return apgd_run(attack, images, cross_entropy(own), iterations)

    return surviving(attack, clean, labels, 1, run)


def apgd_t(attack, clean, labels, iterations):
    """APGD on the difference of logits ratio towards nine classes, one after the other."""

    def run(images, own, target):
        def losses_of(logits):
            ordered = logits.sort(1, descending=True).values
            scale = ordered[:, 0] - 0.5 * (ordered[:, 2] + ordered[:, 3]) + 1e-12
            return (of_class(logits, target) - of_class(logits, own)) / scale

        return apgd_run(attack, images, losses_of, iterations)

    return surviving(attack, clean, labels, TARGETS, run)


def to_plane(points, normal, offset):
    """The displacement of the smallest maximum that reaches the plane <w, x> = b in the box."""
    points, normal = points.flatten(1).double(), normal.flatten(1).double()
    beyond = (normal * points).sum(1, keepdim=True) - offset[:, None].double()
    way = -normal.sign() * torch.where(beyond >= 0, 1.0, -1.0)
    room = torch.where(way > 0, 1 - points, points)
    weight, need = normal.abs(), beyond.abs()
    bends, order = room.sort(1)
    weights = weight.gather(1, order)
    spent = (weights * bends).cumsum(1) - weights * bends  # by coordinates at the end of their room
    slope = weights.flip(1).cumsum(1).flip(1)  # of the others together
    piece = (spent + bends * slope < need).sum(1, keepdim=True)
    place = piece.clamp_max(bends.shape[1] - 1)
    level = (need - spent.gather(1, place)) / slope.gather(1, place)
    level = torch.where(piece == bends.shape[1], torch.inf, level)
    return (way * torch.minimum(level, room)).float()


def fab_t(attack, clean, labels, iterations):
    """FAB towards nine classes: from point to point along the linear model's boundary."""

    def run(images, own, target):
        now, found = images, images.clone()
        nearest = torch.full((len(images),), torch.inf)
        for _ in range(iterations):
            gap, normal = attack.at(now, lambda logits: of_class(logits, target) - of_class(logits, own))
            offset = (normal * now).flatten(1).sum(1) - gap
            both = torch.cat([now, images])
            ways = to_plane(both, normal.repeat(2, 1, 1, 1), offset.repeat(2)).view_as(both)
            lengths = ways.abs().flatten(1).amax(1).clamp_min(1e-8)
            (way, way_clean), (length, length_clean) = ways.chunk(2), lengths.chunk(2)
            alpha = each((length / (length + length_clean)).clamp_max(0.1))
            now = (1 - alpha) * (now + 1.05 * way) + alpha * (images + 1.05 * way_clean)
            now = now.clamp_(0, 1)
            fooled = attack.outputs(now).argmax(1) != own
            distance = (now - images).abs().flatten(1).amax(1)
            nearer = fooled & (distance < nearest)
            nearest = torch.where(nearer, distance, nearest)
            found = torch.where(each(nearer), now, found)
            now = torch.where(each(fooled), images + 0.9 * (now - images), now)
        return torch.where(each(nearest <= RADIUS), found, images)

    return surviving(attack, clean, labels, TARGETS, run)


def square(attack, clean, labels, queries):
    """Square attack: squares of random signs, kept where the margin gets smaller."""

    def margins(images, own):
        logits = attack.outputs(images)
        others = logits.scatter(1, own[:, None], -torch.inf).amax(1)
        return of_class(logits, own) - others

    def signs(images, *shape):
        return torch.randint(0, 2, (len(images), images.shape[1], *shape)) * 2.0 - 1

    def run(images, own, _):
        size = images.shape[-1]
        best = into(images + RADIUS * signs(images, 1, size), images)
        lowest = margins(best, own)
        for query in range(queries):
            rows = (lowest > 0).nonzero().squeeze(1)
            if len(rows) == 0:
                break
            share = 0.8 / 2 ** sum(query > after for after in (10, 50, 200, 500, 1000, 2000, 4000))
            side = max(round((share * size * size) ** 0.5), 1)
            top, left = torch.randint(0, size - side + 1, (2,)).tolist()
            moved = best[rows]
            moved[:, :, top : top + side, left : left + side] += 2 * RADIUS * signs(moved, 1, 1)
            moved = into(moved, images[rows])
            margin = margins(moved, own[rows])
            better = margin < lowest[rows]
            best[rows] = torch.where(each(better), moved, best[rows])
            lowest[rows] = torch.where(better, margin, lowest[rows])
        return best

    return surviving(attack, clean, labels, 1, run)

