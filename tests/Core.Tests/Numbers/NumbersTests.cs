using RoCL.Core;
using RoCL.Core.Numbers;

namespace Core.Tests.Numbers;

public sealed class NumbersTests
{
    private static readonly Moment Halfway = new(Step: 50, StepsPerEpoch: 10, Epochs: 10);

    [TestCase("8/255", 8 / 255.0)]
    [TestCase("0.2", 0.2)]
    [TestCase("-1e-6", -1e-6)]
    [TestCase("1 / 4", 0.25)]
    public void A_number_is_a_decimal_or_a_fraction(string text, double value) =>
        Assert.That(Number.Read("here", text), Is.EqualTo(new Result<double>.Ok(value)));

    [TestCase("")]
    [TestCase("eight")]
    [TestCase("1/0")]
    [TestCase("1/2/3")]
    [TestCase("NaN")]
    [TestCase("Infinity")]
    public void Anything_else_is_refused(string text) =>
        Assert.That(Number.Read("here", text).Problems.Single().Code, Is.EqualTo("ROCL0120"));

    [TestCase("1e-400", true)]
    [TestCase("-0.1E-350", true)]
    [TestCase("1e-300/1e300", true)]
    [TestCase("0", false)]
    [TestCase("-0.0e-400", false)]
    [TestCase("0/255", false)]
    [TestCase("4.94e-324", false)]
    public void A_number_that_is_not_0_is_refused_where_it_would_become_0(string text, bool isRefused) =>
        Assert.That(
            Number.Read("here", text).Problems.Select(problem => $"{problem.Code} {problem.Where}: {problem.What}"),
            Is.EqualTo(
                isRefused ? [$"ROCL0120 here: The number {text} is so small that it becomes 0."] : Array.Empty<string>()
            )
        );

    [Law]
    public bool What_is_shown_reads_as_the_same_number(FsCheck.NormalFloat number) =>
        Number.Read("", Number.Show(number.Item)) is Result<double>.Ok { Value: var read } && read == number.Item;

    [TestCase(0, ExpectedResult = "0")]
    [TestCase(8 / 255.0, ExpectedResult = "8/255")]
    [TestCase(0.1 / 255, ExpectedResult = "0.1/255")]
    [TestCase(2.5 / 255, ExpectedResult = "2.5/255")]
    [TestCase(1234567890, ExpectedResult = "1234567890")]
    [TestCase(0.0039215686, ExpectedResult = "0.0039215686")]
    [TestCase(0.1, ExpectedResult = "0.1")]
    public string Levels_of_a_pixel_are_shown_as_papers_write_them(double number) => Number.Show(number);

    [TestCase("5 epochs", 50)]
    [TestCase("1 epoch", 10)]
    [TestCase("7 steps", 7)]
    [TestCase("training", 100)]
    public void A_length_counts_steps(string text, double steps) =>
        Assert.That(Span.Read("", text).Match(span => span.InSteps(Halfway), _ => double.NaN), Is.EqualTo(steps));

    [TestCase("5")]
    [TestCase("0 epochs")]
    [TestCase("5 years")]
    public void What_is_no_length_is_refused(string text) =>
        Assert.That(Span.Read("", text).Problems.Single().Code, Is.EqualTo("ROCL0121"));

    [Test]
    public void A_ramp_is_level_before_and_after_and_straight_between()
    {
        var ramp = new Schedule.Ramp(0, 8, new Span.Epochs(10));
        Assert.That(
            new[] { 0, 50, 100, 200 }.Select(step => ramp.At(Halfway with { Step = step })),
            Is.EqualTo(new[] { 0.0, 4, 8, 8 })
        );
    }

    [Test]
    public void A_ramp_that_is_read_an_epoch_ahead_counts_epochs_from_one_and_is_renewed_an_epoch_earlier()
    {
        var ahead = new Span.Epochs(1);
        var over = new Span.Training();
        var each = new Schedule.Ramp(0, 10, over, new Span.Epochs(1), ahead);
        var fifth = new Schedule.Ramp(0, 10, over, new Span.Epochs(5), ahead);
        Assert.That(
            new[] { 0, 9, 10, 99 }.Select(step => each.At(Halfway with { Step = step })),
            Is.EqualTo(new[] { 1.0, 1, 2, 10 }).Within(1e-12)
        );
        Assert.That(
            new[] { 0, 39, 40, 89, 90 }.Select(step => fifth.At(Halfway with { Step = step })),
            Is.EqualTo(new[] { 0.0, 0, 5, 5, 10 }).Within(1e-12)
        );
    }

    [Test]
    public void A_ramp_that_is_renewed_now_and_then_is_constant_in_between()
    {
        var ramp = new Schedule.Ramp(1, 0, new Span.Training(), Every: new Span.Epochs(5));
        Assert.That(
            new[] { 0, 49, 50, 99 }.Select(step => ramp.At(Halfway with { Step = step })),
            Is.EqualTo(new[] { 1, 1, 0.5, 0.5 })
        );
    }
}
