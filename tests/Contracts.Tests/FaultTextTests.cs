namespace Contracts.Tests;

/// <summary>A file is named once, by the problem and not by the system's words too.</summary>
public sealed class FaultTextTests
{
    [TestCase("Access to the path '/a b/c' is denied.", "Access to the path is denied.")]
    [TestCase("Could not find file '/a b/c'.", "Could not find file.")]
    [TestCase("Input/output error : '/a b/c'", "Input/output error.")]
    [TestCase("Access to the path '/a b/c/d' is denied.", "Access to the path '/a b/c/d' is denied.")]
    [TestCase("Too many open files", "Too many open files")]
    public void The_path_is_left_out_and_another_one_is_kept(string words, string left) =>
        Assert.That(FaultText.Of(new IOException(words), "/a b/c"), Is.EqualTo(left));
}
