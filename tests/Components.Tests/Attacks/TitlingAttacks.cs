using RoCL.Attacks.AutoAttack;
using RoCL.Attacks.Gradient;
using RoCL.Attacks.Noise;
using RoCL.Measurements.Attacks;
using Standard = RoCL.Attacks.AutoAttack.AutoAttack;

namespace Components.Tests.Attacks;

/// <summary>Tables name attacks shortly, and differently where they are set differently.</summary>
public sealed class TitlingAttacks
{
    private static readonly ThreatModel Linf = new LInf(8 / 255.0);
    private static readonly ThreatModel L1 = new L1(12);

    private static string TitleOf(IAttack attack, ThreatModel? threat = null) => AttackTitle.Of(attack, threat ?? Linf);

    [Test]
    public void A_strangers_record_is_its_name_and_the_options_that_are_not_as_they_are_when_left_out()
    {
        Assert.That(TitleOf(new Stranger(Step: 2)), Is.EqualTo("stranger (step 2)"));
        Assert.That(
            TitleOf(new Stranger(8 / 255.0, Mode: Way.Up, Inner: new Pgd(3))),
            Is.EqualTo("stranger (step 8/255, mode up, inner pgd (iterations 3))")
        );
        Assert.That(TitleOf(new Spoken(4)), Is.EqualTo("Spoken"), "the author's own words");
    }

    [Test]
    public void Pgd_with_another_step_has_another_title_and_the_usual_steps_say_nothing()
    {
        Assert.That(TitleOf(new Pgd(5)), Is.EqualTo("PGD-5"));
        Assert.That(TitleOf(new Pgd(20, RelativeStep: 0.1)), Is.EqualTo("PGD-20"));
        Assert.That(TitleOf(new Pgd(5, Step: 1 / 255.0)), Is.EqualTo("PGD-5 (step 1/255)"));
        Assert.That(TitleOf(new Pgd(5, Step: 8 / 255.0)), Is.EqualTo("PGD-5 (step 8/255)"));
        Assert.That(
            TitleOf(new Pgd(5, RelativeStep: 0.4, RandomStart: false)),
            Is.EqualTo("PGD-5 (relativeStep 0.4, randomStart false)")
        );
    }

    [Test]
    public void Only_the_standard_version_is_headed_AutoAttack()
    {
        Assert.That(TitleOf(new Standard()), Is.EqualTo("AutoAttack"));
        Assert.That(TitleOf(new Standard(Iterations: 200)), Is.EqualTo("AutoAttack (iterations 200)"));
        Assert.That(TitleOf(new Standard(Restarts: 1)), Is.EqualTo("AutoAttack (restarts 1)"), "L-inf has one");
        Assert.That(TitleOf(new Standard(Restarts: 1), L1), Is.EqualTo("shortened AutoAttack (restarts 1)"));
        foreach (
            var shortened in new[]
            {
                new Standard(Iterations: 99),
                new Standard(Targets: 3),
                new Standard(Queries: 4999),
            }
        )
        {
            Assert.That(TitleOf(shortened), Does.StartWith("shortened AutoAttack ("));
        }
        Assert.That(
            TitleOf(new WorstOf([new Apgd(5), new SquareAttack(10), new UniformNoise()])),
            Is.EqualTo("APGD-CE (iterations 5) + Square (queries 10) + Uniform noise")
        );
        Assert.That(TitleOf(new Restarts(new Stranger(1), 2)), Is.EqualTo("stranger (step 1) x 2"));
    }

    [Test]
    public void An_option_that_does_nothing_in_a_threat_model_is_not_in_its_title()
    {
        Assert.That(TitleOf(new Apgd(Rho: 0.5)), Is.EqualTo("APGD-CE (rho 0.5)"));
        Assert.That(TitleOf(new Apgd(Rho: 0.5), L1), Is.EqualTo("APGD-CE"), "L1's steps do not ask rho");
        Assert.That(TitleOf(new Apgd(Shrink: true)), Is.EqualTo("APGD-CE (shrink true)"));
        Assert.That(TitleOf(new Apgd(Shrink: true), L1), Is.EqualTo("APGD-CE"), "L1 has it anyway");
        Assert.That(
            AttackTitle.Distinct([new Apgd(Rho: 0.5), new Apgd(Rho: 0.6)], L1),
            Is.EqualTo(new[] { "APGD-CE (rho 0.5)", "APGD-CE (rho 0.6)" }),
            "titles differ all the same"
        );
    }

    [Test]
    public void Titles_that_are_alike_get_what_differs_and_a_number_where_nothing_does() =>
        Assert.That(
            AttackTitle.Distinct(
                [new Pgd(5), new Pgd(5, RelativeStep: 0.1), new Spoken(1), new Spoken(2), new Spoken(2)],
                Linf
            ),
            Is.EqualTo(
                new[]
                {
                    "PGD-5",
                    "PGD-5 (relativeStep 0.1)",
                    "Spoken (step 1)",
                    "Spoken (step 2)",
                    "Spoken (step 2) (2)",
                }
            )
        );

    [Test]
    public void A_result_has_every_option_and_a_worst_case_all_its_attacks()
    {
        var grid = new AttackGrid([new Pgd(2), new Stranger(0.5)], [Linf]);
        var found = Evaluations.Toy.Measured(Evaluations.Toy.Bench(), [grid]);
        Assert.That(
            found.Select(condition => string.Join(" + ", condition.Attacks.Select(WithAllOptions))),
            Is.EqualTo(
                new[]
                {
                    "",
                    "pgd (iterations 2, step 2/255, relativeStep none, randomStart true)",
                    "stranger (step 0.5, mode down, inner none)",
                    "pgd (iterations 2, step 2/255, relativeStep none, randomStart true)"
                        + " + stranger (step 0.5, mode down, inner none)",
                }
            )
        );
        Assert.That(found[2].Name, Is.EqualTo("grid stranger (step 0.5) linf 8/255"));
    }

    private static string WithAllOptions(IAttack attack) =>
        ComponentSetting.WithOptions(ComponentAttribute.NameOf(attack), ComponentSetting.Of(attack));

    internal enum Way
    {
        Down,
        Up,
    }

    [Component("stranger", "Does nothing")]
    internal sealed record Stranger(double Step, Way Mode = Way.Down, IAttack? Inner = null) : IAttack
    {
        public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random) => clean;
    }

    [Component("spoken", "Does nothing, and has a name of its own")]
    internal sealed record Spoken(double Step) : IAttack
    {
        public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random) => clean;

        public override string ToString() => "Spoken";
    }
}
