using Fidelity.Tests.Reference;
using RoCL.Optimizers.Standard;

namespace Fidelity.Tests.Optimizers;

/// <summary>The authors' warm-up and cosine, and PyTorch's schedules.</summary>
public sealed class LearningRateFidelity
{
    private const int StepsPerEpoch = 3;
    private const double Tolerance = 1e-5;

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

    [GoldenFiles("rate_cosine_restarts")]
    public void The_restarted_cosine_agrees_at_every_step(string name)
    {
        var golden = Golden.Open(name);
        var unit = Enum.Parse<TimeUnit>(golden.Text("unit"), ignoreCase: true);
        var schedule = new CosineRestarts(
            golden.Number("first_period"),
            (int)golden.Number("multiplier"),
            golden.Number("lowest"),
            unit
        );
        var stepsPerUnit = unit == TimeUnit.Epoch ? StepsPerEpoch : 1;
        HoldAgainst(golden, (step, count) => schedule.At(golden.Number("lr"), Moments(step, count, stepsPerUnit)));

        static Moment Moments(int unit, int count, int stepsPerUnit) => new(unit * stepsPerUnit, StepsPerEpoch, count);
    }

    [GoldenFiles("rate_one_cycle")]
    public void The_one_cycle_agrees_at_every_step(string name)
    {
        var golden = Golden.Open(name);
        var schedule = new OneCycle(
            golden.Number("rising_part"),
            golden.Number("start_divisor"),
            golden.Number("final_divisor"),
            Enum.Parse<CycleShape>(golden.Text("shape"), ignoreCase: true)
        );
        var steps = golden.Whole("total_steps");
        HoldAgainst(golden, (step, _) => schedule.At(golden.Number("lr"), new(step, steps, Epochs: 1)));
    }

    private static void HoldAgainst(Golden golden, Func<int, int, double> rateOf)
    {
        var rates = golden["rate"].data<double>().ToArray();
        var ours = Enumerable.Range(0, rates.Length).Select(step => rateOf(step, rates.Length));
        Assert.That(ours, Is.EqualTo(rates).Within(golden.Number("lr") * Tolerance), golden.Name);
    }
}
