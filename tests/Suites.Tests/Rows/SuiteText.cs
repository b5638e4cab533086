using RoCL.Core;
using RoCL.Core.Reading;
using RoCL.Suites.Rows;

namespace Suites.Tests.Rows;

/// <summary>The text of a suite's file <c>s.json</c>, read.</summary>
internal static class SuiteText
{
    /// <summary>The suite, or its problems.</summary>
    /// <param name="text">What the file says.</param>
    /// <param name="folder">Where the file is; the current folder when left out.</param>
    public static Result<Suite> Read(string text, string? folder = null) =>
        RecipeText
            .Parse("s.json", text)
            .Then(document =>
                new SuiteReader("s.json", Path.Combine(folder ?? "", "s.json"), Variation.None).Read(document)
            );
}
