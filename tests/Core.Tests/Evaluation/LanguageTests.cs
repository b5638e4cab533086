using System.Globalization;
using RoCL.Core.Evaluation;
using Shared.Toys;

namespace Core.Tests.Evaluation;

/// <summary>A person's language changes no digit.</summary>
[NonParallelizable]
public sealed class LanguageTests
{
    private static readonly CultureInfo WithComma = Culture();

    [Test]
    public void An_attack_without_a_name_of_its_own_draws_the_same_values_in_every_language()
    {
        var here = In(CultureInfo.InvariantCulture, () => Drawn(new Unnamed(0.03)));
        var there = In(WithComma, () => Drawn(new Unnamed(0.03)));
        Assert.That(there.Draws, Is.EqualTo(here.Draws));
        Assert.That(there.Name, Is.EqualTo(here.Name).And.Contains("0.03"));
    }

    [Test]
    public void What_it_draws_follows_from_its_name_in_recipes_and_not_from_its_title()
    {
        Assert.That(Drawn(new Unnamed(0.03)).Draws, Is.EqualTo(Drawn(new Unnamed(0.04)).Draws));
        Assert.That(Drawn(new Unnamed(0.03)).Draws, Is.Not.EqualTo(Drawn(new Named(0.03)).Draws));
    }

    [Test]
    public void A_component_that_sets_a_language_sets_it_for_itself_alone()
    {
        using var box = new Toybox();
        var bench = BenchOf(box);
        var clean = bench.Classify("clean", new(Network(), 16));
        In(
            CultureInfo.InvariantCulture,
            () =>
            {
                bench.Attacked(new(Network(), 16), new Foreign(), new LInf(0.1), clean);
                Assert.That(CultureInfo.CurrentCulture, Is.EqualTo(CultureInfo.InvariantCulture));
                return 0;
            }
        );
    }

    private static (string Name, string Draws) Drawn(ISeen attack)
    {
        using var box = new Toybox();
        var bench = BenchOf(box);
        var classifier = new Classifier(Network(), 16);
        var name = "";
        // The host calls an evaluation behind a guard.
        bench.Run(() =>
            new Calling(() =>
            {
                var clean = bench.Classify("clean", classifier);
                var attacked = bench.Attacked(classifier, attack, new LInf(0.1), clean);
                name = attacked.Name;
                return new("a protocol", [clean, attacked]);
            })
        );
        return (name, string.Join(' ', attack.Draws.Select(draw => draw.ToString("R", CultureInfo.InvariantCulture))));
    }

    private static Bench BenchOf(Toybox box) =>
        new(
            box.Plan,
            box.Model,
            ToyShelf.Read(ToyShelf.Rocl, "evaluate=toy-evaluation", "masking.images=0").Evaluations.Single(),
            new(box.Data, box.Data),
            new ToyHost()
        );

    private static nn.Module<Tensor, Tensor> Network() => nn.Sequential(nn.Flatten(), nn.Linear(64, 3));

    private static T In<T>(CultureInfo culture, Func<T> work)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = culture;
        try
        {
            return work();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    // Any machine can make it, those without languages installed too.
    private static CultureInfo Culture()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        return culture;
    }

    private interface ISeen : IAttack
    {
        List<float> Draws { get; }
    }

    private sealed record Unnamed(double Step) : ISeen
    {
        List<float> ISeen.Draws { get; } = [];

        public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random)
        {
            ((ISeen)this).Draws.Add(random.Uniform([clean.shape[0]]).sum().item<float>());
            return clean;
        }
    }

    private sealed record Named(double Step) : ISeen
    {
        List<float> ISeen.Draws { get; } = [];

        public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random)
        {
            ((ISeen)this).Draws.Add(random.Uniform([clean.shape[0]]).sum().item<float>());
            return clean;
        }

        public override string ToString() => "Named-1";
    }

    private sealed record Foreign : IAttack
    {
        public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random)
        {
            CultureInfo.CurrentCulture = WithComma;
            return clean;
        }
    }

    private sealed record Calling(Func<EvaluationResult> Result) : IEvaluation
    {
        public EvaluationResult Evaluate(IBench bench) => Result();
    }
}
