using Fidelity.Tests.Reference;
using Fidelity.Tests.Rounding;
using RoCL.Core.Numbers;
using RoCL.Teachers.Standard;

namespace Fidelity.Tests.Teachers;

/// <summary>
/// BYOL's target network, Grill et al. 2020, and MoCo's key network, He et al. 2020.
/// </summary>
public sealed class MovingAverageFidelity
{
    private const double Tolerance = 1e-6;

    [GoldenFiles("byol_target")]
    public void The_momentum_of_every_step_agrees(string name)
    {
        var golden = Golden.Open(name);
        var total = golden.Whole("total_steps");
        var decay = golden["decay"];
        var ours = Enumerable
            .Range(0, (int)decay.shape[0])
            .Select(step => (float)Momentum(golden).At(new(step, StepsPerEpoch: total, Epochs: 1)));
        Agreement.Absolute(tensor(ours.ToArray()), decay, Tolerance, "decay");
    }

    [GoldenFiles("byol_target")]
    public void Every_update_agrees_at_a_constant_momentum_and_at_a_scheduled_one(string name)
    {
        var golden = Golden.Open(name);
        var total = golden.Whole("total_steps");
        var steps = golden["cosine_steps"].data<long>().ToArray();
        Assert.That(steps, Has.Length.EqualTo(golden.Whole("steps")));
        foreach (var start in golden.NamesFrom("target."))
        {
            var parameter = start["target.".Length..];
            var constant = golden[start].clone();
            var scheduled = golden[start].clone();
            var online = golden[$"online.{parameter}"];
            for (var update = 0; update < steps.Length; update++)
            {
                var moment = new Moment(steps[update], StepsPerEpoch: total, Epochs: 1);
                var momentum = Momentum(golden).At(moment);
                constant = Next(golden.Number("constant_decay"), constant, online[update], moment);
                scheduled = Next(momentum, scheduled, online[update], moment);
                Compare(constant, golden, $"constant.{update}.{parameter}");
                Compare(scheduled, golden, $"cosine.{update}.{parameter}");
            }
        }
    }

    [GoldenFiles("amoc_training")]
    public void The_key_network_agrees_after_every_step(string name)
    {
        var golden = Golden.Open(name);
        var momentum = golden.Number("momentum_key");
        foreach (var start in golden.NamesFrom("key.").Where(key => !char.IsAsciiDigit(key["key.".Length])))
        {
            var parameter = start["key.".Length..];
            var key = golden[start].clone();
            for (var step = 0; step < golden.Whole("steps"); step++)
            {
                key = Next(momentum, key, golden[$"query.{step}.{parameter}"], new(step, 1, 1));
                Compare(key, golden, $"key.{step}.{parameter}");
            }
        }
    }

    // As a recipe says it: { "from": 0.996, "to": 1, "over": "training", "curve": "cosine" }.
    private static Schedule.Ramp Momentum(Golden golden) =>
        new(golden.Number("base_decay"), 1, new Span.Training(), Curve: Curve.Cosine);

    private static Tensor Next(double momentum, Tensor teacher, Tensor student, Moment moment) =>
        new Ema(momentum).Follow(teacher, student, new("encoder.weight", IsStatistic: false), moment);

    private static void Compare(Tensor ours, Golden golden, string name) =>
        Agreement.Relative(ours, golden[name], Tolerance, name);
}
