using RoCL.Encoders.ViT;
using TorchSharp;

namespace Components.Tests.Encoders;

/// <summary>
/// The vision transformer: timm's names, and the equations of Dosovitskiy et al. 2021 worked in
/// double precision from the weights alone.
/// </summary>
public sealed class ViTTests
{
    private static readonly ImageShape Colour = new(3, 32, 32);

    private static IReadOnlyDictionary<string, long[]> Shapes(ViT encoder, ImageShape shape) =>
        WeightShapes.Of(encoder, shape).All;

    private static Dictionary<string, long[]> Affine(string name, params long[] shape) =>
        new() { [$"{name}.weight"] = shape, [$"{name}.bias"] = [shape[0]] };

    [Test]
    public void Weights_have_the_names_and_shapes_of_timms_vit_tiny_without_its_classifier()
    {
        var expected = Affine("patch_embed.proj", 192, 3, 16, 16).Concat(Affine("norm", 192)).ToDictionary();
        expected["cls_token"] = [1, 1, 192];
        expected["pos_embed"] = [1, 197, 192];
        foreach (var block in Enumerable.Range(0, 12).Select(i => $"blocks.{i}"))
        {
            var weights = Affine($"{block}.norm1", 192)
                .Concat(Affine($"{block}.attn.qkv", 576, 192))
                .Concat(Affine($"{block}.attn.proj", 192, 192))
                .Concat(Affine($"{block}.norm2", 192))
                .Concat(Affine($"{block}.mlp.fc1", 768, 192))
                .Concat(Affine($"{block}.mlp.fc2", 192, 768));
            foreach (var (name, shape) in weights)
                expected.Add(name, shape);
        }

        Assert.That(Shapes(new ViT(Patch: 16), new(3, 224, 224)), Is.EquivalentTo(expected));
        Assert.That(
            Shapes(new ViT(Patch: 16, Pool: ViTPool.Mean), new(3, 224, 224)),
            Does.Not.ContainKey("cls_token").And.ContainKey("norm.weight")
        );
    }

    // timm counts 5,717,416 for vit_tiny_patch16_224 and 22,050,664 for the small one, with a
    // classifier for 1000 classes.
    [TestCase(ViTSize.Tiny, 5_717_416 - (192 * 1000 + 1000))]
    [TestCase(ViTSize.Small, 22_050_664 - (384 * 1000 + 1000))]
    public void Tiny_and_small_have_as_many_weights_as_timms(ViTSize size, long expected) =>
        Assert.That(WeightShapes.Of(new ViT(size, Patch: 16), new(3, 224, 224)).Parameters, Is.EqualTo(expected));

    [Test]
    public void Weights_are_drawn_as_timm_draws_them()
    {
        using var scope = NewDisposeScope();
        using var network = new ViT().Build(Colour);
        foreach (var (name, weight) in network.named_parameters().Where(named => IsLinear(named.name)))
        {
            Assert.That(weight.std().item<float>(), Is.EqualTo(0.02).Within(0.0005), name);
            Assert.That(weight.mean().item<float>(), Is.EqualTo(0).Within(0.0005), name);
        }

        bool IsLinear(string name) =>
            name.StartsWith("blocks.", StringComparison.Ordinal)
            && name.EndsWith(".weight", StringComparison.Ordinal)
            && !name.Contains(".norm", StringComparison.Ordinal);
    }

    [TestCase(ViTPool.Class)]
    [TestCase(ViTPool.Mean)]
    public void Features_are_what_the_papers_equations_make_of_the_weights(ViTPool pool)
    {
        const int heads = 2;
        const int patch = 4;
        using var scope = NewDisposeScope();
        manual_seed(1);
        using var network = new ViT(Patch: patch, Pool: pool, Width: 16, Depth: 2, Heads: heads).Build(new(3, 8, 12));
        Spread(network);
        var state = network.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.to(ScalarType.Float64));
        var images = new Rng(new Seed(1), 3).Uniform(3, 3, 8, 12);

        // Each patch by itself, row by row, as one long vector through one linear layer.
        var patches =
            from row in Enumerable.Range(0, 8 / patch)
            from column in Enumerable.Range(0, 12 / patch)
            select images.narrow(2, patch * row, patch).narrow(3, patch * column, patch).reshape(3, -1);
        var kernel = state["patch_embed.proj.weight"].reshape(16, -1);
        var embedded = patches
            .Select(pixels => pixels.to(ScalarType.Float64).mm(kernel.t()) + state["patch_embed.proj.bias"])
            .ToList();
        if (pool == ViTPool.Class)
            embedded.Insert(0, state["cls_token"].reshape(1, -1).expand(3, -1));
        var tokens = stack([.. embedded], 1) + state["pos_embed"];

        foreach (var block in new[] { "blocks.0", "blocks.1" })
        {
            tokens += Attended(state, block, Normalised(state, $"{block}.norm1", tokens), heads);
            var hidden = Linear(state, $"{block}.mlp.fc1", Normalised(state, $"{block}.norm2", tokens));
            var active = hidden * 0.5 * (1 + (hidden / Math.Sqrt(2)).erf());
            tokens += Linear(state, $"{block}.mlp.fc2", active);
        }

        var outputs = Normalised(state, "norm", tokens);
        var expected = pool == ViTPool.Class ? outputs.select(1, 0) : outputs.mean([1L]);
        Assert.That(
            network.call(images).to(ScalarType.Float64).allclose(expected, rtol: 1e-4, atol: 1e-5),
            "features in float32"
        );
        network.to(ScalarType.Float64);
        Assert.That(
            network.call(images.to(ScalarType.Float64)).allclose(expected, rtol: 1e-10, atol: 1e-10),
            "features in float64"
        );
    }

    // Weights as drawn are small: attention would be all but even, and a wrong scale hardly seen.
    private static void Spread(nn.Module network)
    {
        using var quiet = no_grad();
        foreach (var weight in network.parameters())
            weight.add_(0.3 * randn(weight.shape));
    }

    private static Tensor Linear(Dictionary<string, Tensor> state, string name, Tensor tokens) =>
        (tokens.unsqueeze(-2) * state[$"{name}.weight"]).sum(-1) + state[$"{name}.bias"];

    private static Tensor Normalised(Dictionary<string, Tensor> state, string name, Tensor tokens)
    {
        var centred = tokens - tokens.mean([-1L], keepdim: true);
        var variance = centred.square().mean([-1L], keepdim: true);
        return centred / (variance + 1e-6).sqrt() * state[$"{name}.weight"] + state[$"{name}.bias"];
    }

    // Head by head and image by image.
    private static Tensor Attended(Dictionary<string, Tensor> state, string block, Tensor tokens, int heads)
    {
        var width = tokens.shape[2];
        var headWidth = width / heads;
        var all = Linear(state, $"{block}.attn.qkv", tokens);
        Tensor OfHead(Tensor image, int head)
        {
            Tensor Part(long from) => image.narrow(1, from + head * headWidth, headWidth);
            var scores = Part(0).mm(Part(width).t()) / Math.Sqrt(headWidth);
            var weights = scores.exp() / scores.exp().sum(1, keepdim: true);
            return weights.mm(Part(2 * width));
        }
        var images = Enumerable
            .Range(0, (int)tokens.shape[0])
            .Select(image => cat([.. Enumerable.Range(0, heads).Select(head => OfHead(all[image], head))], 1));
        return Linear(state, $"{block}.attn.proj", stack([.. images]));
    }

    [TestCase(28, 28, 5, ", such as 2, 4, 7, 14, 28.")]
    [TestCase(32, 31, 4, ".")]
    public void A_patch_that_does_not_divide_the_images_is_refused(int height, int width, int patch, string divisors)
    {
        var refused = Assert.Throws<ProblemException>(() => new ViT(Patch: patch).Build(new(1, height, width)));
        Assert.That(refused.Problem.Code, Is.EqualTo("ROCL0160"));
        Assert.That(
            refused.Problem.What,
            Is.EqualTo($"The images are {height}x{width} pixels, which patches of {patch}x{patch} do not divide.")
        );
        Assert.That(refused.Problem.Remedy, Is.EqualTo($"Choose a patch that divides both{divisors}"));
    }

    [Test]
    public void A_width_that_the_heads_do_not_divide_is_refused()
    {
        var refused = Assert.Throws<ProblemException>(() => new ViT(Width: 100).Build(Colour));
        Assert.That(
            (refused.Problem.Code, refused.Problem.What),
            Is.EqualTo(("ROCL0161", "The width is 100, which 3 heads cannot share equally."))
        );
    }

    [Test]
    public void Images_of_another_size_than_it_was_built_for_are_refused()
    {
        using var scope = NewDisposeScope();
        using var network = new ViT(Width: 16, Depth: 1, Heads: 1).Build(Colour);
        var refused = Assert.Throws<ProblemException>(() => network.call(zeros(2, 3, 28, 28)));
        Assert.That(refused.Problem.Code, Is.EqualTo("ROCL0162"));
        Assert.That(refused.Problem.What, Does.Contain("28x28").And.Contain("32x32"));
    }

    [Test]
    public void The_gradient_is_finite_and_reaches_every_weight_and_every_pixel()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        using var network = new ViT(Width: 16, Depth: 2, Heads: 2).Build(Colour);
        Spread(network);
        var images = new Rng(new Seed(2), 2).Uniform(2, 3, 32, 32).requires_grad_();
        network.call(images).square().mul(arange(1, 17)).sum().backward();
        Assert.That(images.grad!.isfinite().all().item<bool>() && images.grad.ne(0).all().item<bool>(), "pixels");
        foreach (var (name, weight) in network.named_parameters())
        {
            Assert.That(weight.grad is { } gradient && gradient.isfinite().all().item<bool>(), name);
            Assert.That(weight.grad!.ne(0).any().item<bool>(), name);
        }
    }
}
