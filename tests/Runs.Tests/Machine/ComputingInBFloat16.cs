using RoCL.Core.Recipes;
using RoCL.Runs.Files;
using RoCL.Runs.Machine;
using Shared.Toys;
using TorchSharp;

namespace Runs.Tests.Machine;

/// <summary>Devices that gain nothing by bfloat16.</summary>
public sealed class ComputingInBFloat16
{
    [TestCase(0.26, "On cpu, bfloat16 is 0.26 times as fast as float32.")]
    [TestCase(1.05, "On cpu, bfloat16 is 1.05 times as fast as float32.")]
    [TestCase(null, "The device cpu does not compute in bfloat16.")]
    public void A_run_computes_in_float32_where_bfloat16_gains_nothing_and_says_so(double? gain, string reason)
    {
        using var box = new Toybox("precision=fast");
        var said = new List<Problem>();
        var plan = BFloat16Speed.WithSuitablePrecision(box.Plan, torch.CPU, gain, said.Add);
        Assert.That(plan.Recipe.Precision, Is.EqualTo(Precision.Exact));
        Assert.That(
            said.Select(notice => (notice.Code, notice.Where)),
            Is.EqualTo(new[] { ("ROCL0720", "toy.json: precision") })
        );
        Assert.That(said[0].What, Is.EqualTo($"{reason} The run computes in float32."));
    }

    [TestCase("precision=fast", 1.9)]
    [TestCase("precision=exact", 0.1)]
    public void Nothing_changes_where_it_gains_or_is_not_asked_for(string setting, double gain)
    {
        using var box = new Toybox(setting);
        Assert.That(
            BFloat16Speed.WithSuitablePrecision(box.Plan, torch.CPU, gain, _ => Assert.Fail()),
            Is.SameAs(box.Plan)
        );
    }

    [Test]
    public void What_was_measured_once_is_kept()
    {
        var first = BFloat16Speed.Gain(torch.CPU, new DiskFiles());
        Assert.That(first, Is.Positive);
        Assert.That(BFloat16Speed.Gain(torch.CPU, new DiskFiles()), Is.EqualTo(first));
    }
}
