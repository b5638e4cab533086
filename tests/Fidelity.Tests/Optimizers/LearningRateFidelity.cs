using Fidelity.Tests.Reference;
using RoCL.Core.LearningRates;
using RoCL.Core.Numbers;

namespace Fidelity.Tests.Optimizers;

/// <summary>The authors' warm-up and cosine.</summary>
public sealed class LearningRateFidelity
{
    private const int StepsPerEpoch = 3;

    [GoldenFiles("lr_schedule")]
    public void The_learning_rate_agrees_in_every_epoch(string name)
    {
        var golden = Golden.Open(name);
        var schedule = new WarmupCosine(golden.Number("warmup_epochs"), golden.Number("multiplier"), AsReleased: true);
        foreach (var epochs in golden.NamesFrom("epochs_"))
        {
            var rates = golden[epochs].data<double>().ToArray();
            var ours = Enumerable
                .Range(0, rates.Length)
                .Select(epoch => new Moment(epoch * StepsPerEpoch + 1, StepsPerEpoch, rates.Length))
                .Select(moment => schedule.At(golden.Number("base_lr"), moment));
            Assert.That(ours, Is.EqualTo(rates).Within(1e-6), epochs);
        }
    }
}
