namespace RoCL.Evaluations.Linear;

/// <summary>Data that a classifier can be trained and measured on.</summary>
internal static class Labelled
{
    /// <summary>Does nothing where both parts have labels.</summary>
    /// <exception cref="ProblemException">ROCL0510: they have none.</exception>
    public static void Demand(IBench bench)
    {
        if (bench.Train.Labels is null || bench.Test.Labels is null)
            throw new ProblemException(new("ROCL0510", "the data", "has no labels, and a classifier needs them.", "Take labelled data."));
    }

    /// <summary>The features of all training images, [N, F], from an encoder in eval mode; computed once.</summary>
    public static Tensor Features(IBench bench, TorchSharp.torch.nn.Module<Tensor, Tensor> encoder, int batch)
    {
        using var quiet = no_grad();
        return cat([.. Measurement.Batches(bench.Train, batch).Select((part, i) =>
        {
            bench.Report("features", i, (bench.Train.Count + batch - 1) / batch);
            return encoder.call(part.Images.to(bench.Device));
        })]);
    }
}
