using System.Collections.Immutable;
using RoCL.Plugins.Binding;
using Shared.Components;
using Throws = Shared.Components.Throws;

namespace Core.Tests.Components;

public sealed class Constructing
{
    [Test]
    public void What_is_left_out_keeps_its_default() =>
        Assert.That(Make<EveryOption>(("required", 1.0)), Is.EqualTo(new EveryOption(1)));

    [Test]
    public void Numbers_become_what_the_constructor_takes()
    {
        var made = Make<EveryOption>(
            ("required", 2.5),
            ("step", 0.25),
            ("factor", 0.5),
            ("many", 6e9),
            ("limit", 3.0),
            ("count", 4.4)
        );
        Assert.That(made, Is.EqualTo(new EveryOption(3, 0.25, 0.5f, 6_000_000_000, Limit: 3, Count: 4)));
    }

    [Test]
    public void A_long_keeps_every_digit() =>
        Assert.That(
            Make<EveryOption>(("required", 1), ("many", 9_007_199_254_740_993)).Many,
            Is.EqualTo(9_007_199_254_740_993)
        );

    [Test]
    public void Words_become_members()
    {
        var made = Make<EveryOption>(
            ("required", 1.0),
            ("rounding", "half-away-from-zero"),
            ("perhaps", "down"),
            ("split", "train"),
            ("roundings", new List<object?> { "down", "dlr-targeted" })
        );
        Assert.That(
            (made.Rounding, made.Perhaps, made.Split),
            Is.EqualTo((Rounding.HalfAwayFromZero, (Rounding?)Rounding.Down, Split.Train))
        );
        Assert.That(made.Roundings, Is.EqualTo(new[] { Rounding.Down, Rounding.DLRTargeted }));
    }

    [Test]
    public void Lists_become_what_the_constructor_takes()
    {
        var made = Make<EveryOption>(
            ("required", 1.0),
            ("weights", new List<object?> { 1.0, 2.0 }),
            ("names", new List<object?> { "x" }),
            ("widths", new List<object?> { 128.0, 64.0 }),
            ("pipeline", new List<object?> { new Heir() })
        );
        Assert.That(made.Weights, Is.EqualTo(new[] { 1.0, 2 }));
        Assert.That(made.Names, Is.EqualTo(new[] { "x" }));
        Assert.That(made.Widths, Is.EqualTo(new[] { 128, 64 }));
        Assert.That(made.Pipeline, Is.EqualTo(new[] { new Heir() }));
    }

    [Test]
    public void Null_is_a_value()
    {
        var made = Make<EveryOption>(
            ("required", 1.0),
            ("count", null),
            ("path", null),
            ("weights", null),
            ("perhaps", null)
        );
        Assert.That(
            (made.Count, made.Path, made.Weights.IsDefault, made.Perhaps),
            Is.EqualTo(((int?)null, (string?)null, true, (Rounding?)null))
        );
    }

    [Test]
    public void Objects_are_passed_on()
    {
        var threat = new LInf(0.1);
        Assert.That(Make<EveryOption>(("required", 1.0), ("threat", threat)).Threat, Is.SameAs(threat));
    }

    [Test]
    public void The_constructor_is_the_one_that_the_reader_describes() =>
        Assert.That(
            Make<OfAClass>(("temperature", 0.5)),
            Has.Property("Temperature").EqualTo(0.5).And.Property("Views").EqualTo(2)
        );

    [TestCase("required", null)]
    [TestCase("required", 1e10)]
    [TestCase("required", "three")]
    [TestCase("factor", 1e39)]
    [TestCase("factor", 1e-50)]
    [TestCase("rounding", "sideways")]
    [TestCase("flag", 1.0)]
    [TestCase("threat", "linf")]
    [TestCase("names", 1.0)]
    public void A_value_that_does_not_fit_is_named(string option, object? value)
    {
        var problem = Failure<EveryOption>(("required", 1.0), (option, value));
        Assert.That((problem.Code, problem.Where), Is.EqualTo(("ROCL0220", "Shared 0.1.0, every-option")));
        Assert.That(problem.What, Does.Contain($"\"{option}\""));
    }

    [Test]
    public void A_missing_value_is_named() =>
        Assert.That(Failure<EveryOption>().What, Does.Contain("\"required\" has no default"));

    [Test]
    public void An_unknown_option_is_named() =>
        Assert.That(
            Failure<Heir>(("depht", 1.0)).ToString(),
            Is.EqualTo("ROCL0220 Shared 0.1.0, heir: The component has no option \"depht\". Its options: depth.")
        );

    [Test]
    public void What_a_constructor_throws_is_reported_with_its_type() =>
        Assert.That(
            Failure<Throws>().ToString(),
            Does.StartWith(
                "ROCL0220 Shared 0.1.0, throws: The component's constructor threw FormatException: two lines"
            )
        );

    [Test]
    public void A_problem_that_a_constructor_meets_comes_through() =>
        Assert.That(Failure<Throws>(("aProblem", true)).Code, Is.EqualTo("ROCL0399"));

    [Test]
    public void What_a_static_constructor_throws_is_reported_and_not_that_it_threw() =>
        Assert.That(
            Failure<ThrowsFirst>().What,
            Is.EqualTo("The component's constructor threw FileNotFoundException: no table")
        );

    private static T Make<T>(params (string Name, object? Value)[] options) =>
        (T)
            Construction.Create(
                typeof(T),
                options
                    .GroupBy(option => option.Name)
                    .ToImmutableDictionary(given => given.Key, given => given.Last().Value)
            );

    private static Problem Failure<T>(params (string Name, object? Value)[] options) =>
        Assert.Throws<ProblemException>(() => Make<T>(options))!.Problem;
}
