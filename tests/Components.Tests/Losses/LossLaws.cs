using Law = FsCheck.NUnit.PropertyAttribute;
using Laws = FsCheck.NUnit.PropertiesAttribute;

namespace Components.Tests.Losses;

/// <summary>What holds for every loss with a value of its own for each image.</summary>
[TestFixture, Laws(Arbitrary = [typeof(Outputs)], MaxTest = 200)]
public sealed class LossLaws
{
    [Law]
    public bool Each_image_has_the_loss_of_the_equation_and_the_batch_their_mean(Outputs of)
    {
        using var scope = NewDisposeScope();
        var views = of.Exact;
        var labels = of.Labels.data<long>().ToArray();
        var losses = of.Loss.Of(of.Input(of.Rows));
        var exact = of.Equation(views, views, labels);
        return losses.shape is [var images]
            && images == of.Images
            && Near(losses, exact, 2e-5)
            && Near(losses.mean().unsqueeze(0), [exact.Average()], 2e-5);
    }

    [Law]
    public bool Its_gradient_is_that_of_the_equation(Outputs of)
    {
        using var scope = NewDisposeScope();
        var (rows, gradient) = Gradient(of, of.Rows);
        return rows.isfinite().all().item<bool>()
            && Near(gradient, Equations.Gradient(of.Equation, of.Exact, of.Labels.data<long>().ToArray()), 2e-4);
    }

    [Law]
    public bool Images_in_another_order_have_their_losses_in_that_order(Outputs of)
    {
        using var scope = NewDisposeScope();
        var order = new Rng(new Seed(of.Seed), 1).Permutation(of.Images);
        var input = of.Input(of.Rows);
        var losses = of.Loss.Of(of.Input(of.Rows));
        var shuffled = new LossInput([.. input.Outputs.Select(view => view.index_select(0, order))])
        {
            Labels = of.Labels.index_select(0, order),
        };
        return of.Loss.Of(shuffled).allclose(losses.index_select(0, order), 1e-4, 1e-5);
    }

    [Law]
    public bool No_loss_is_below_zero(Outputs of)
    {
        using var scope = NewDisposeScope();
        return of.Loss.Of(of.Input(of.Rows)).ge(-1e-5).all().item<bool>();
    }

    [Law]
    public bool Outputs_of_zero_and_outputs_of_ten_thousand_leave_losses_and_gradients_finite(Outputs of)
    {
        using var scope = NewDisposeScope();
        return new[] { 0, 1e4 }.All(scale =>
        {
            var (losses, gradient) = Gradient(of, of.Rows * scale);
            return losses.isfinite().all().item<bool>() && gradient.isfinite().all().item<bool>();
        });
    }

    private static (Tensor Losses, Tensor Gradient) Gradient(Outputs of, Tensor rows)
    {
        var moving = rows.detach().requires_grad_();
        var losses = of.Loss.Of(of.Input(moving));
        autograd.backward([losses.sum()], inputs: [moving]);
        return (losses, moving.grad!);
    }

    // Relative to the largest value: a loss or a gradient near zero is the small difference of
    // large terms in float32.
    private static bool Near(Tensor actual, double[] exact, double tolerance) =>
        actual
            .data<float>()
            .ToArray()
            .Zip(exact)
            .All(pair => Math.Abs(pair.First - pair.Second) <= tolerance * (1 + exact.Max(Math.Abs)));
}
