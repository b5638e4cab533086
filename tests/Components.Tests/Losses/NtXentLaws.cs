using Law = FsCheck.NUnit.PropertyAttribute;
using Laws = FsCheck.NUnit.PropertiesAttribute;

namespace Components.Tests.Losses;

[TestFixture, Laws(Arbitrary = [typeof(Embeddings)])]
public sealed class NtXentLaws
{
    [Law]
    public bool Each_image_has_the_loss_of_the_textbook(Embeddings of)
    {
        using var scope = NewDisposeScope();
        var exact = Textbook.Losses(of.Exact, of.Exact, of.Images, of.Loss.Temperature, of.Loss.Epsilon);
        return Near(of.Loss.Of(of.Split(of.Rows)), exact, 2e-5);
    }

    [Law(MaxTest = 60)]
    public bool Its_gradient_is_that_of_the_textbook_one_sided_or_not(Embeddings of)
    {
        using var scope = NewDisposeScope();
        var rows = of.Rows.requires_grad_();
        autograd.backward([of.Loss.Of(of.Split(rows)).sum()], inputs: [rows]);
        var exact = Textbook.Gradient(of.Exact, of.Loss.DetachOthers, of.Images, of.Loss.Temperature, of.Loss.Epsilon);
        return Near(rows.grad!, [.. exact.SelectMany(row => row)], 2e-4);
    }

    [Law]
    public bool Images_in_another_order_have_their_losses_in_that_order(Embeddings of)
    {
        using var scope = NewDisposeScope();
        var order = new Rng(new Seed(of.Seed), 1).Permutation(of.Images);
        var views = of.Split(of.Rows);
        var losses = of.Loss.Of(of.Split(of.Rows));
        return of
            .Loss.Of([.. views.Select(view => view.index_select(0, order))])
            .allclose(losses.index_select(0, order), 1e-4, 1e-5);
    }

    [Law]
    public bool Views_in_another_order_and_embeddings_of_another_length_are_all_the_same(Embeddings of)
    {
        using var scope = NewDisposeScope();
        var views = of.Split(of.Rows);
        var losses = of.Loss.Of(views);
        return of.Loss.Of([.. views.Reverse()]).allclose(losses, 1e-4, 1e-5)
            && of.Loss.Of([.. views.Select(view => view * 7)]).allclose(losses, 1e-4, 1e-5);
    }

    [Law]
    public bool Equal_rows_cost_the_logarithm_of_how_many_there_are(Embeddings of)
    {
        using var scope = NewDisposeScope();
        var losses = of.Loss.Of(of.Split(ones_like(of.Rows)));
        return losses.sub((of.Views - 1) * Math.Log(of.Views * of.Images - 1)).abs().le(1e-4).all().item<bool>();
    }

    [Law]
    public bool The_coldest_and_the_hottest_temperature_leave_losses_and_gradients_finite(Embeddings of)
    {
        using var scope = NewDisposeScope();
        return new[] { 1e-3, 1e3 }.All(temperature =>
            IsFinite(of with { Loss = of.Loss with { Temperature = temperature } }, of.Rows)
        );
    }

    [Law]
    public bool So_does_a_row_of_zeros(Embeddings of)
    {
        using var scope = NewDisposeScope();
        return IsFinite(of, of.Rows * arange(of.Views * of.Images).gt(0).unsqueeze(1));
    }

    private static bool IsFinite(Embeddings of, Tensor rows)
    {
        var moving = rows.detach().requires_grad_();
        var losses = of.Loss.Of(of.Split(moving));
        autograd.backward([losses.sum()], inputs: [moving]);
        return losses.isfinite().all().item<bool>() && moving.grad!.isfinite().all().item<bool>();
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
