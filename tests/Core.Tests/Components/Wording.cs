using RoCL.Core;
using RoCL.Core.Components;
using RoCL.Core.Numbers;

namespace Core.Tests.Components;

public sealed class Wording
{
    [TestCase("CrossEntropy", "cross-entropy")]
    [TestCase("DLRTargeted", "dlr-targeted")]
    [TestCase("MSE", "mse")]
    [TestCase("L2Norm", "l2-norm")]
    [TestCase("none", "none")]
    public void A_member_is_words_joined_by_hyphens(string member, string word) =>
        Assert.That(Words.OfMember(member), Is.EqualTo(word));

    [TestCase(0.5, "0.5")]
    [TestCase(2.0 / 255, "\"2/255\"")]
    [TestCase(8.0 / 255, "\"8/255\"")]
    [TestCase(1.0 / 3, "\"1/3\"")]
    [TestCase(1.0 / 256, "\"1/256\"")]
    [TestCase(0.2, "0.2")]
    [TestCase(0.0314, "0.0314")]
    [TestCase(-8.0 / 255, "\"-8/255\"")]
    [TestCase(0.007843, "0.007843")]
    [TestCase(1e-9, "1E-09")]
    [TestCase(0.1f + 0.2f, "0.3")]
    [TestCase(2f / 255, "\"2/255\"")]
    [TestCase(7, "7")]
    [TestCase(true, "true")]
    [TestCase(null, "null")]
    [TestCase("a\"\n", "\"a\\\"\\n\"")]
    public void A_constant_is_written_as_in_recipes(object? value, string text) =>
        Assert.That(Literal.Of(value), Is.EqualTo(text));

    [Law]
    public bool A_number_is_read_as_the_very_number_that_was_written(FsCheck.NormalFloat any) =>
        Number.Read("here", Literal.Of(any.Get).Trim('"')) is Result<double>.Ok ok && ok.Value == any.Get;

    [TestCase("pdg", "pgd")]
    [TestCase("resnet", "resnet18")]
    [TestCase("PGD", "pgd")]
    [TestCase("nt_xent", "nt-xent")]
    [TestCase("wholly-else", null)]
    [TestCase("", null)]
    [TestCase("pd", "pgd")]
    [TestCase("fm", null)]
    public void The_nearest_name_is_the_one_with_the_fewest_letters_to_change(string name, string? nearest) =>
        Assert.That(Nearest.To(name, ["fgsm", "pgd", "resnet18", "nt-xent"]), Is.EqualTo(nearest));

    [Law]
    public bool A_distance_is_none_to_itself_and_alike_both_ways(
        FsCheck.NonNull<string> one,
        FsCheck.NonNull<string> other
    ) =>
        Nearest.Distance(one.Get, one.Get) == 0
        && Nearest.Distance(one.Get, other.Get) == Nearest.Distance(other.Get, one.Get);
}
