using TorchSharp.Modules;

namespace RoCL.Core.Models;

/// <summary>
/// What one batch-norm layer normalises by: its parameters and its running statistics, those of one
/// route.
/// </summary>
/// <remarks>
/// A layer disposes of a tensor that is replaced. So the layer is only ever given a second handle
/// on the same tensor: gradients and statistics arrive here, and these stay.
/// </remarks>
internal sealed record BatchNormTensors(
    Parameter? Weight,
    Parameter? Bias,
    Tensor? Mean,
    Tensor? Variance,
    Tensor? Batches
)
{
    /// <summary>The layer's own, kept by second handles.</summary>
    public static BatchNormTensors Of(BatchNorm layer) =>
        new(
            Again(layer.affine ? layer.weight : null),
            Again(layer.bias),
            Again(layer.running_mean),
            Again(layer.running_var),
            Again(layer.num_batches_tracked)
        );

    /// <summary>Copies that go their own way from here on.</summary>
    public BatchNormTensors Copied() => new(Copy(Weight), Copy(Bias), Copy(Mean), Copy(Variance), Copy(Batches));

    /// <summary>Lets a layer normalise by these.</summary>
    public void Share(BatchNorm layer)
    {
        if (Again(Weight) is { } weight)
            layer.weight = weight;
        if (Again(Bias) is { } bias)
            layer.bias = bias;
        if (Again(Mean) is { } mean)
            layer.running_mean = mean;
        if (Again(Variance) is { } variance)
            layer.running_var = variance;
        if (Again(Batches) is { } batches)
            layer.num_batches_tracked = batches;
    }

    /// <summary>Lets a layer normalise by the tensors of another one.</summary>
    /// <param name="from">The other layer; it keeps its tensors.</param>
    /// <param name="to">The layer.</param>
    public static void Share(BatchNorm from, BatchNorm to)
    {
        var tensors = new BatchNormTensors(
            from.affine ? from.weight : null,
            from.bias,
            from.running_mean,
            from.running_var,
            from.num_batches_tracked
        );
        tensors.Share(to);
    }

    /// <summary>What gradients move, by the names that the layer has for them.</summary>
    public IEnumerable<KeyValuePair<string, Tensor>> Parameters =>
        Named((nameof(BatchNorm.weight), Weight), (nameof(BatchNorm.bias), Bias));

    /// <summary>The statistics, by the names that the layer has for them.</summary>
    public IEnumerable<KeyValuePair<string, Tensor>> Buffers =>
        Named(
            (nameof(BatchNorm.running_mean), Mean),
            (nameof(BatchNorm.running_var), Variance),
            (nameof(BatchNorm.num_batches_tracked), Batches)
        );

    private static IEnumerable<KeyValuePair<string, Tensor>> Named(
        params IEnumerable<(string Name, Tensor? Tensor)> all
    ) => all.Where(one => one.Tensor is not null).Select(one => KeyValuePair.Create(one.Name, one.Tensor!));

    // A tensor that is contiguous already, as these are, gives itself by another handle.
    private static Tensor? Again(Tensor? tensor) => tensor?.contiguous().DetachFromDisposeScope();

    private static Parameter? Again(Parameter? parameter) =>
        parameter is null ? null : Kept(parameter.contiguous(), parameter.requires_grad);

    private static Tensor? Copy(Tensor? tensor) => tensor?.detach().clone().DetachFromDisposeScope();

    private static Parameter? Copy(Parameter? parameter) =>
        parameter is null ? null : Kept(parameter.detach().clone(), parameter.requires_grad);

    private static Parameter Kept(Tensor tensor, bool trained)
    {
        var parameter = new Parameter(tensor, trained);
        parameter.DetachFromDisposeScope();
        return parameter;
    }
}
