"""The networks of both sides: ResNet-18 with the stem for small images, and `small-resnet`."""

from torch import nn


class BasicBlock(nn.Module):
    """Two 3x3 convolutions beside a shortcut: He et al. 2016, figure 5, left."""

    def __init__(self, inputs, width, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, width, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.conv2 = nn.Conv2d(width, width, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(width)
        self.relu = nn.ReLU(inplace=True)
        self.shortcut = nn.Identity()
        if inputs != width or stride != 1:
            self.shortcut = nn.Sequential(
                nn.Conv2d(inputs, width, 1, stride, bias=False), nn.BatchNorm2d(width)
            )

    def forward(self, images):
        inner = self.relu(self.bn1(self.conv1(images)))
        return self.relu(self.bn2(self.conv2(inner)) + self.shortcut(images))


def residual(channels, stem_stride, stages):
    """A 3x3 stem and stages of (width, blocks, stride), then the mean over all places."""
    width = stages[0][0]
    layers = [
        nn.Conv2d(channels, width, 3, stem_stride, 1, bias=False),
        nn.BatchNorm2d(width),
        nn.ReLU(inplace=True),
    ]
    for outputs, blocks, stride in stages:
        for number in range(blocks):
            layers.append(BasicBlock(width, outputs, stride if number == 0 else 1))
            width = outputs
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten()), width


def encoder(name, channels):
    """An encoder and the number of its features, by the name that recipes give it."""
    if name == "resnet18":
        return residual(channels, 1, [(64, 2, 1), (128, 2, 2), (256, 2, 2), (512, 2, 2)])
    if name == "small-resnet":
        return residual(channels, 2, [(16, 1, 1), (32, 1, 2), (64, 1, 2)])
    raise SystemExit(f"There is no encoder '{name}' here: resnet18 and small-resnet are.")


def with_projector(name, channels):
    """Encoder and the projector of the recipe `rocl`, two layers of 128."""
    backbone, features = encoder(name, channels)
    projector = nn.Sequential(nn.Linear(features, 128), nn.ReLU(), nn.Linear(128, 128))
    return nn.Sequential(backbone, projector)


def with_classifier(name, channels, classes):
    """Encoder and a linear classifier."""
    backbone, features = encoder(name, channels)
    return nn.Sequential(backbone, nn.Linear(features, classes))
