using Fidelity.Tests.Reference;
using Fidelity.Tests.Rounding;
using RoCL.Losses.Supervised;
using RoCL.Mixing.Standard;

namespace Fidelity.Tests.Mixing;

/// <summary>
/// MixUp and CutMix with given draws, and the cross-entropy of mixed labels, by torchvision (the
/// partner is the image before) and by the authors' code (the partner is a permutation's).
/// </summary>
public sealed class MixingFidelity
{
    private const string ByPermutation = "by_permutation.";

    [GoldenFiles("mixup_batch")]
    public void MixUp_loss_targets_and_gradient_agree(string name)
    {
        using var scope = NewDisposeScope();
        var golden = Golden.Open(name);
        foreach (var mixed in Cases(golden, (index, partners) => Blended(golden, index, partners)))
            mixed.Check(golden);
    }

    [GoldenFiles("cutmix_batch")]
    public void CutMix_box_loss_targets_and_gradient_agree(string name)
    {
        using var scope = NewDisposeScope();
        var golden = Golden.Open(name);
        foreach (var mixed in Cases(golden, (index, partners) => Pasted(golden, index, partners)))
        {
            mixed.Check(golden);
            var adjusted = golden["lambda_adjusted"][mixed.Index].expand(golden.Whole("images"));
            Agreement.Relative(mixed.Result.Weights, adjusted, 1e-6, "share after clipping");
            var box = golden["box"][mixed.Index].data<long>().ToArray();
            var inside = BoxOf(golden, mixed.Index).Of(golden.Whole("rows"), golden.Whole("columns"))[0];
            var expected = zeros_like(inside);
            expected[(int)box[1]..(int)box[3], (int)box[0]..(int)box[2]] = true;
            Assert.That(inside.equal(expected).all().item<bool>(), "the box");
        }
    }

    private static Mixed Blended(Golden golden, int index, Tensor partners) =>
        MixUp.Blend(golden["images"], partners, golden["lambda"][index..(index + 1)]);

    private static Mixed Pasted(Golden golden, int index, Tensor partners) =>
        CutMix.Paste(golden["images"], partners, BoxOf(golden, index));

    private static CutBoxes BoxOf(Golden golden, int index)
    {
        var one = index..(index + 1);
        // The drawn share in double precision, as the reference has it.
        var share = golden.Text("lambdas").Split(',')[index];
        var lambda = tensor(new[] { double.Parse(share, System.Globalization.CultureInfo.InvariantCulture) });
        return new(lambda, golden["center_row"][one], golden["center_column"][one]);
    }

    private static IEnumerable<MixedCase> Cases(Golden golden, Func<int, Tensor, Mixed> mix)
    {
        var images = golden.Whole("images");
        var before = (arange(images) + images - 1).remainder(images);
        for (var index = 0; index < golden.Whole("cases"); index++)
        {
            yield return new($"{index}", "mixed.", "", index, mix(index, before));
            yield return new(
                $"{index}",
                "mixed_by_permutation.",
                ByPermutation,
                index,
                mix(index, golden["permutation"])
            );
        }
    }

    private sealed record MixedCase(string Case, string Images, string Of, int Index, Mixed Result)
    {
        public void Check(Golden golden)
        {
            Agreement.Relative(Result.Images, golden[$"{Images}{Case}"], 1e-6, $"images {Of}{Case}");
            var logits = golden["logits"].clone().requires_grad_();
            var input = new LossInput([logits])
            {
                Labels = golden["labels"],
                Mixes = [new ViewMix("mixed", Result.Partners, Result.Weights)],
            };
            var loss = new CrossEntropy().Of(input).mean();
            autograd.backward([loss], inputs: [logits]);
            Agreement.Relative(loss, golden[$"loss.{Of}{Case}"], 1e-5, $"loss {Of}{Case}");
            Agreement.Relative(logits.grad!, golden[$"grad.{Of}{Case}.logits"], 1e-5, $"gradient {Of}{Case}");
            if (Of.Length == 0)
                Agreement.Relative(Targets(golden), golden[$"targets.{Case}"], 1e-6, $"targets {Case}");
        }

        private Tensor Targets(Golden golden)
        {
            var classes = golden.Whole("classes");
            var own = nn.functional.one_hot(golden["labels"], classes);
            var weights = Result.Weights.unsqueeze(1);
            return weights * own + (1 - weights) * own.index_select(0, Result.Partners);
        }
    }
}
