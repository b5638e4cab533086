"""torchvision's residual networks of basic blocks, where the package is missing."""
from torch import nn

from .resnet import BasicBlock


class ResNet(nn.Module):
    def __init__(self, blocks, num_classes):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 64, 7, 2, 3, bias=False)
        self.bn1 = nn.BatchNorm2d(64)
        self.maxpool = nn.MaxPool2d(3, 2, 1)
        for number, (width, count) in enumerate(zip((64, 128, 256, 512), blocks), 1):
            inputs = 64 if number == 1 else width // 2
            stride = 1 if number == 1 else 2
            shortcut = None
            if number > 1:
                shortcut = nn.Sequential(nn.Conv2d(inputs, width, 1, stride, bias=False), nn.BatchNorm2d(width))
            rest = [BasicBlock(width, width) for _ in range(count - 1)]
            setattr(self, f"layer{number}", nn.Sequential(BasicBlock(inputs, width, stride, shortcut), *rest))
        self.fc = nn.Linear(512, num_classes)

    def forward(self, images):
        hidden = self.maxpool(self.bn1(self.conv1(images)).relu())
        hidden = self.layer4(self.layer3(self.layer2(self.layer1(hidden))))
        return self.fc(hidden.mean((2, 3)))


def resnet18(num_classes=1000):
    return ResNet((2, 2, 2, 2), num_classes)


def resnet34(num_classes=1000):
    return ResNet((3, 4, 6, 3), num_classes)
