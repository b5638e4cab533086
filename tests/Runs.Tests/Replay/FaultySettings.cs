namespace Runs.Tests.Replay;

/// <summary>Settings of recipes with the attack <c>faulty-attack</c>.</summary>
internal static class FaultySettings
{
    /// <summary>
    /// The attack fails from step 2 on, the third, whatever else the component has been called for.
    /// </summary>
    /// <param name="kind">How it fails.</param>
    /// <param name="repaired">Once this file is there, it fails no more.</param>
    public static string FromStepTwo(string kind, string repaired) =>
        $$"""
            views.adv.attack={
              "use": "faulty-attack", "kind": "{{kind}}", "after": 0, "repaired": "{{repaired}}",
              "ill": { "from": 0, "to": 2, "over": "4 steps" }
            }
            """;
}
