namespace RoCL.Core.Training;

/// <summary>
/// The numbers that decide whether a step is taken and that its result has, read together: to read
/// one waits until a GPU has computed all before it.
/// </summary>
/// <param name="Loss">The weighted sum of the terms.</param>
/// <param name="Terms">Each term's own loss, by its name.</param>
/// <param name="GradientNorm">The Euclidean norm of all gradients together.</param>
internal sealed record StepNumbers(double Loss, ImmutableArray<KeyValuePair<string, double>> Terms, double GradientNorm)
{
    /// <summary>Whether all of them are finite.</summary>
    public bool AreFinite =>
        double.IsFinite(Loss) && double.IsFinite(GradientNorm) && Terms.All(term => double.IsFinite(term.Value));

    /// <summary>Waits for the numbers and reads them.</summary>
    /// <param name="loss">The weighted sum of the terms, a scalar.</param>
    /// <param name="terms">The terms.</param>
    /// <param name="gradientNorm">The norm of all gradients together, a scalar.</param>
    public static StepNumbers Read(Tensor loss, ImmutableArray<TermValue> terms, Tensor gradientNorm)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        Tensor[] scalars = [loss, gradientNorm, .. terms.Select(term => term.Value)];
        var numbers = stack([
                .. scalars.Select(scalar => scalar.detach().to(ScalarType.Float32).to(loss.device).reshape([])),
            ])
            .cpu()
            .data<float>()
            .ToArray();
        return new(
            numbers[0],
            [.. terms.Select((term, i) => KeyValuePair.Create(term.Name, (double)numbers[2 + i]))],
            numbers[1]
        );
    }
}
