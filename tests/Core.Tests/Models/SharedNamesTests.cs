using RoCL.Core.Models;

namespace Core.Tests.Models;

public sealed class SharedNamesTests
{
    [Test]
    public void Two_layers_of_one_name_are_found_however_deep_they_are()
    {
        using var twice = nn.Sequential(("conv", nn.Conv2d(1, 16, 3)), ("conv", nn.Conv2d(16, 16, 3)));
        using var around = nn.Sequential(("inner", twice), ("flat", nn.Flatten()));
        Assert.That(Shared(around), Does.StartWith("Of its weights and statistics 2 are named inner.conv."));
    }

    [Test]
    public void Statistics_count_too()
    {
        using var twice = nn.Sequential(
            ("bn", nn.BatchNorm2d(16, affine: false)),
            ("bn", nn.BatchNorm2d(16, affine: false))
        );
        Assert.That(Shared(twice), Does.Contain("named bn."));
    }

    [Test]
    public void Layers_without_weights_may_share_a_name()
    {
        using var layers = nn.Sequential(("relu", nn.ReLU()), ("conv", nn.Conv2d(1, 16, 3)), ("relu", nn.ReLU()));
        Assert.That(Shared(layers), Is.Null);
    }

    private static string? Shared(nn.Module<Tensor, Tensor> network) =>
        SharedNames.In(NetworkTensors.Parameters("", network).Concat(NetworkTensors.Buffers("", network)));
}
