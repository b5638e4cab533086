using System.Globalization;
using RoCL.Core.Numbers;
using RoCL.Core.Recipes;
using RoCL.Core.Values;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace RoCL.Core.Models;

/// <summary>
/// An encoder behind its normalisation: images stay in [0, 1] up to here, so a radius means the
/// same everywhere.
/// </summary>
internal sealed class Normalized : Module<Tensor, Tensor>
{
    private const string MeanName = "normalize_mean";
    private const string DeviationName = "normalize_deviation";

    private readonly Module<Tensor, Tensor> encoder;
    private readonly bool identity;
    private bool inBFloat16;

    public Normalized(Module<Tensor, Tensor> encoder, Normalization normalize)
        : base("normalized")
    {
        this.encoder = encoder;
        identity = normalize.Mean.IsEmpty;
        register_module("encoder", encoder);
        if (identity)
            return;
        register_buffer(MeanName, PerChannel(normalize.Mean));
        register_buffer(DeviationName, PerChannel(normalize.Deviation));
    }

    /// <summary>
    /// Lets the encoder compute in bfloat16 from now on, its batch-norm in float32; images,
    /// normalisation and features stay float32.
    /// </summary>
    public void ToBFloat16()
    {
        using var quiet = no_grad();
        inBFloat16 = true;
        encoder.to(ScalarType.BFloat16);
        foreach (var norm in encoder.modules().OfType<BatchNorm>())
            norm.to(ScalarType.Float32);
        foreach (var weight in encoder.parameters().Where(parameter => parameter.dim() == 4))
            weight.set_(Layout.ChannelsLast(weight.detach()));
    }

    /// <summary>Whether a tensor is of the normalisation, which the recipe says.</summary>
    /// <param name="name">The tensor's name in a model.</param>
    public static bool IsOwn(string name) => name is MeanName or DeviationName;

    /// <summary>The normalisation that the tensors of a model hold.</summary>
    /// <param name="tensors">By their names in the model.</param>
    public static Normalization In(IReadOnlyDictionary<string, Tensor> tensors) =>
        new(Values(tensors, MeanName), Values(tensors, DeviationName));

    /// <summary>How two tensors of normalisations differ.</summary>
    /// <param name="name">The tensors' name.</param>
    /// <param name="own">That of the model.</param>
    /// <param name="saved">That of a file.</param>
    public static string? Difference(string name, Tensor own, Tensor saved)
    {
        var here = Values(own);
        var there = Values(saved);
        return here.Equals(there) ? null : $"{name} is {List(there)} in the file and {List(here)} in the recipe";
    }

    /// <summary>
    /// The features of images that others look at too: an encoder that begins with an operation in
    /// place would change them for everybody.
    /// </summary>
    public override Tensor forward(Tensor images)
    {
        var input = Prepared(identity && !inBFloat16 ? images.clone() : images);
        return Returned(encoder.call(input), images.dtype);
    }

    /// <summary>As <see cref="forward"/>, for images that nobody else looks at.</summary>
    public Tensor ForwardOwned(Tensor images)
    {
        var input = Prepared(images);
        return Returned(encoder.call(input), images.dtype);
    }

    private Tensor Prepared(Tensor images)
    {
        var input = Layout.ChannelsLast(images);
        if (!identity)
            input = (input - get_buffer(MeanName)!) / get_buffer(DeviationName)!;
        return inBFloat16 ? input.to_type(ScalarType.BFloat16) : input;
    }

    private Tensor Returned(Tensor features, ScalarType type) => inBFloat16 ? features.to_type(type) : features;

    // In the shortest digits that are the same number in float32, as the recipe had them.
    private static ValueList<double> Values(IReadOnlyDictionary<string, Tensor> tensors, string name) =>
        tensors.TryGetValue(name, out var values) && values.dtype == ScalarType.Float32 ? Values(values) : [];

    private static ValueList<double> Values(Tensor values) =>
        [
            .. values
                .cpu()
                .flatten()
                .data<float>()
                .Select(value =>
                    double.Parse(value.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
                ),
        ];

    private static string List(ValueList<double> values) => string.Join(", ", values.Select(Number.Show));

    private static Tensor PerChannel(ValueList<double> values) =>
        tensor([.. values], ScalarType.Float32).view(1, -1, 1, 1).DetachFromDisposeScope();
}
