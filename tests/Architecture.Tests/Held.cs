using Microsoft.CodeAnalysis;

namespace Architecture.Tests;

/// <summary>Holds a rule over the real tree, or over a text that a control brings along.</summary>
internal static class Held
{
    /// <summary>Fails with one line a finding, where there is any.</summary>
    public static void None(IEnumerable<Finding> findings)
    {
        var all = findings.ToList();
        if (all.Count > 0)
            Assert.Fail($"{all.Count} finding(s)\n{string.Join('\n', all)}");
    }

    /// <summary>Fails with each finding of a rule in the C# files of the repository.</summary>
    public static void Everywhere(Func<SyntaxTree, IEnumerable<Finding>> rule) => None(Sources.CSharp.SelectMany(rule));

    /// <summary>The lines of a C# text that break a rule, the first being 1.</summary>
    public static IEnumerable<int> Lines(Func<SyntaxTree, IEnumerable<Finding>> rule, string text) =>
        rule(Sources.Parse(text, "host/Control.cs")).Select(finding => finding.Line);
}
