using System.Collections.Concurrent;

namespace Components.Tests.Encoders;

/// <summary>
/// The names and shapes of a network's weights. To draw millions of weights takes longer than to
/// look at their shapes: the network is built on the device whose tensors have no values, once for
/// all tests.
/// </summary>
/// <param name="All">Weights and statistics.</param>
/// <param name="Parameters">How many numbers the weights are, without statistics.</param>
internal sealed record WeightShapes(IReadOnlyDictionary<string, long[]> All, long Parameters)
{
    private static readonly ConcurrentDictionary<(IEncoder Encoder, ImageShape Images), WeightShapes> Known = new();

    /// <summary>Those of the network that an encoder builds.</summary>
    /// <param name="encoder">An encoder, equal to others with the same options.</param>
    /// <param name="images">The shape of an image.</param>
    public static WeightShapes Of(IEncoder encoder, ImageShape images) =>
        Known.GetOrAdd((encoder, images), wanted => OfNew(wanted.Encoder, wanted.Images));

    private static WeightShapes OfNew(IEncoder encoder, ImageShape images)
    {
        set_default_device(META);
        try
        {
            using var network = encoder.Build(images);
            return new(
                network.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.shape),
                network.parameters().Sum(parameter => parameter.numel())
            );
        }
        finally
        {
            set_default_device(CPU);
        }
    }
}
