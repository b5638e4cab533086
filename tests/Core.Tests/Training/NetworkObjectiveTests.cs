using RoCL.Core.Models;

namespace Core.Tests.Training;

public sealed class NetworkObjectiveTests
{
    private static Tensor Weights => Draw(4 * 4, 3);
    private static Tensor Labels => tensor(new long[] { 0, 1, 2, 0, 1 });

    private static Tensor Draw(params long[] shape)
    {
        using var generator = new Generator(3, CPU);
        return randn(shape, generator: generator);
    }

    private static Tensor Network(Tensor images) => images.flatten(1).mm(Weights).tanh();

    private static NetworkObjective Classification =>
        new(
            Network,
            outputs => nn.functional.cross_entropy(outputs, Labels, reduction: nn.Reduction.None),
            5,
            Labels,
            NetworkObjective.Nothing(5)
        );

    private static NetworkObjective Contrastive(Tensor clean) =>
        new(
            Network,
            outputs => -nn.functional.log_softmax(outputs.mm(outputs.t()), 1).diagonal(),
            5,
            null,
            _ => Network(clean)
        );

    [Test]
    public void The_gradient_is_that_of_finite_differences()
    {
        var images = rand(5, 1, 4, 4);
        var away = randn(5, 1, 4, 4);
        var point = Classification.At(images);
        var up = Classification.Losses(images + 1e-3 * away).sum().item<float>();
        var down = Classification.Losses(images - 1e-3 * away).sum().item<float>();
        Assert.That((point.Gradient * away).sum().item<float>(), Is.EqualTo((up - down) / 2e-3).Within(0.01));
        Assert.That(point.Losses.allclose(Classification.Losses(images)));
        Assert.That(point.Outputs.allclose(Classification.Outputs(images)));
    }

    [Test]
    public void Features_are_what_lies_before_the_head_whatever_is_aimed_at()
    {
        var images = rand(5, 1, 4, 4);
        var rows = tensor(new long[] { 4, 1 });
        static Tensor Encoder(Tensor x) => x.flatten(1).sin();
        IObjective whole = Classification,
            parted = Classification with { Backbone = Encoder };
        Assert.That(whole.Features(images).allclose(whole.Outputs(images)));
        Assert.That(
            parted.Features(images).allclose(Encoder(images)) && parted.Outputs(images).allclose(whole.Outputs(images))
        );
        Assert.That(
            parted.Aim(outputs => outputs.sum(1)).Only(rows).Features(images[..2]).allclose(Encoder(images[..2]))
        );
        Assert.That(parted.Features(images.clone().requires_grad_()).requires_grad, Is.False);
    }

    [Test]
    public void Nothing_that_comes_back_is_attached_and_the_images_are_left_alone()
    {
        var images = rand(5, 1, 4, 4);
        var point = Classification.At(images);
        Assert.That(
            new[] { point.Outputs, point.Losses, point.Gradient, images }.Select(tensor => tensor.requires_grad),
            Is.All.False
        );
        Assert.That(images.grad, Is.Null);
    }

    [Test]
    public void Some_rows_of_a_classification_are_what_they_are_among_all()
    {
        var images = rand(5, 1, 4, 4);
        var rows = tensor(new long[] { 4, 1 });
        var all = Classification.At(images);
        var some = Classification.Only(rows).At(images.index_select(0, rows));
        Assert.That(
            some.Losses.allclose(all.Losses.index_select(0, rows))
                && some.Gradient.allclose(all.Gradient.index_select(0, rows))
        );
        Assert.That(Classification.Only(rows).Labels!.data<long>().ToArray(), Is.EqualTo(new long[] { 1, 1 }));
    }

    [Test]
    public void Some_rows_of_a_contrastive_loss_still_see_the_others()
    {
        var clean = rand(5, 1, 4, 4);
        var rows = tensor(new long[] { 3, 0 });
        var moved = clean.clone();
        moved.index_copy_(0, rows, rand(2, 1, 4, 4));
        Assert.That(
            Contrastive(clean)
                .Only(rows)
                .Losses(moved.index_select(0, rows))
                .allclose(Contrastive(clean).Losses(moved).index_select(0, rows))
        );
    }

    [Test]
    public void Some_rows_of_some_rows_are_counted_from_the_latter()
    {
        var images = rand(5, 1, 4, 4);
        var twice = Classification.Only(tensor(new long[] { 4, 1, 2 })).Only(tensor(new long[] { 2, 0 }));
        Assert.That(
            twice
                .Losses(images.index_select(0, tensor(new long[] { 2, 4 })))
                .allclose(Classification.Losses(images).index_select(0, tensor(new long[] { 2, 4 })))
        );
    }

    [Test]
    public void Another_aim_keeps_the_network_and_the_labels()
    {
        var images = rand(5, 1, 4, 4);
        var aimed = Classification.Aim(outputs => outputs.select(1, 2));
        Assert.That(aimed.Losses(images).allclose(Network(images).select(1, 2)));
        Assert.That(aimed.Labels!.data<long>().ToArray(), Is.EqualTo(Labels.data<long>().ToArray()));
    }

    [Test]
    public void A_row_is_fooled_when_another_class_is_the_largest() =>
        Assert.That(
            ((IObjective)Classification)
                .Fooled(eye(3).index_select(0, tensor(new long[] { 0, 1, 1, 0, 0 })))!
                .data<bool>()
                .ToArray(),
            Is.EqualTo(new[] { false, false, true, false, true })
        );
}
