using System.Runtime.InteropServices;
using RoCL.Core.Binding;
using RoCL.Core.Guards;
using RoCL.Core.Recipes;

namespace RoCL.Core.Models;

/// <summary>
/// Builds the shadows that a recipe's precision asks for, and tries each: an encoder that cannot
/// compute in bfloat16, or gives other features, is computed in float32.
/// </summary>
/// <param name="bindings">The recipe, and its components as objects.</param>
/// <param name="shape">What the model was built for.</param>
/// <param name="networks">The model's networks, in eval mode.</param>
/// <param name="device">Where they are.</param>
internal sealed class ShadowTrial(Bindings bindings, ModelShape shape, ModelNetworks networks, Device device)
{
    private const int Images = 4;
    private const double LargestError = 0.1;

    /// <summary>
    /// The shadows; weights of theirs take no random number from others.
    /// </summary>
    public ModelShadows Build()
    {
        var precision = bindings.Recipe.Precision;
        if (precision == Precision.Exact)
            return new(networks, precision);
        using var before = Generator.Default.get_state();
        try
        {
            var notices = new List<Problem>();
            var modes = bindings.Recipe.Views.OfType<View.Perturbed>().Select(view => view.Mode).ToHashSet();
            var isAttackFast = precision.Attack == NumberFormat.BFloat16;
            var isTrainFast = precision.Train == NumberFormat.BFloat16;
            var attacked = isAttackFast && modes.Contains(Mode.Eval) ? Tried(ForAttacks, notices) : null;
            var trained =
                isTrainFast || (isAttackFast && modes.Contains(Mode.Train)) ? Tried(ForTraining, notices) : null;
            return new(networks, precision, attacked, trained) { Notices = [.. notices.Distinct()] };
        }
        finally
        {
            Generator.Default.set_state(before);
        }
    }

    private EncoderShadow? Tried(Func<GuardedNetwork, Tensor, EncoderShadow> make, List<Problem> notices)
    {
        using var scope = NewDisposeScope();
        var copy = ModelBuilder.Encoder(bindings, shape.Images, device);
        try
        {
            var images = TrialImages();
            var shadow = make(copy, images);
            var error = ErrorOf(shadow, images);
            if (error <= LargestError)
                return shadow;
            notices.Add(Notice($"its features differ by {error:0.##} of their length"));
        }
        catch (Exception thrown) when (thrown is ProblemException or ExternalException or InvalidOperationException)
        {
            var first = thrown is ProblemException known ? known.Problem.What : thrown.Message;
            notices.Add(Notice(Attribution.FirstLine(first).TrimEnd('.')));
        }

        if (copy.Release() is { } fault)
            notices.Add(fault);
        return null;
    }

    private EncoderShadow ForAttacks(GuardedNetwork copy, Tensor images) =>
        EncoderShadow.ForAttacks(networks.Encoder, copy, images);

    // The copy has running statistics of its own still, which one pass in train mode may move.
    private EncoderShadow ForTraining(GuardedNetwork copy, Tensor images)
    {
        var shadow = EncoderShadow.ForTraining(networks.Encoder, copy);
        using var grad = enable_grad();
        copy.Module.train();
        var others = copy.Buffers.Where(buffer => !BatchNormLayers.Have(copy.Module, buffer.Key)).ToList();
        var before = others.Select(buffer => buffer.Value.clone()).ToList();
        copy.Outputs(images, shape.Features).sum().backward();
        shadow.DropGradients();
        if (!others.Zip(before).All(pair => pair.First.Value.equal(pair.Second).all().item<bool>()))
            throw new InvalidOperationException("it moves statistics of its own, which would lose their last digits");
        copy.Module.eval();
        return shadow;
    }

    private double ErrorOf(EncoderShadow shadow, Tensor images)
    {
        using var quiet = no_grad();
        shadow.FollowWeights();
        shadow.FollowRoute();
        var exact = networks.Encode(images, shape.Features, Recipe.OwnRoute);
        var error = (shadow.Encode(images, shape.Features) - exact).norm() / exact.norm().clamp_min(1e-12);
        return error.item<float>();
    }

    // Waves of several lengths: no random number is drawn.
    private Tensor TrialImages()
    {
        var one = shape.Images;
        var count = (long)Images * one.Channels * one.Height * one.Width;
        var waves = (arange(count, dtype: ScalarType.Float32, device: device) * 0.37).sin() / 2 + 0.5;
        return Layout.ChannelsLast(waves.view(Images, one.Channels, one.Height, one.Width));
    }

    private Problem Notice(string reason) =>
        new(
            "ROCL0313",
            bindings.Recipe.Encoder.Place,
            $"The encoder does not compute in bfloat16: {reason}. It computes in float32.",
            "Write \"precision\": \"exact\", or an encoder whose layers follow the type of their input."
        );
}
