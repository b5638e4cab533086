using System.Text.RegularExpressions;
using Shared.Plugins;

namespace Runs.Tests.Faults;

/// <summary>The page that says what comes of which fault.</summary>
public sealed partial class TheTable
{
    [Test]
    public void Has_every_code_that_a_fault_was_seen_to_come_to_and_no_other()
    {
        var page = File.ReadAllText(Places.InRepository("docs", "plugin-faults.md"));
        var seen = ComponentFaults
            .All.Select(fault => fault.Code)
            .Concat(AssemblyFaults.All.Select(fault => fault.Code))
            .Concat(MonitorFaults.Codes)
            .Append(FoundAhead.MayBeOther)
            .Where(code => code.Length > 0);
        Assert.That(Codes().Matches(page).Select(code => code.Value).Distinct(), Is.EquivalentTo(seen.Distinct()));
    }

    [GeneratedRegex("ROCL[0-9]{4}")]
    private static partial Regex Codes();
}
