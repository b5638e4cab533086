using System.Text.RegularExpressions;
using RoCL.Plugins.Templates;

namespace Processes.Tests.New;

/// <summary>Components of every kind, as <c>rocl new</c> writes them, in one training.</summary>
internal static class EveryKind
{
    /// <summary>
    /// Two steps with <c>my-KIND</c> of every kind, by the settings that <c>rocl new</c> prints.
    /// </summary>
    public static string[] Run
    {
        get
        {
            var settings = Template.Kinds.Where(kind => !IsStateful(kind)).Select(Setting).ToList();
            Assert.That(settings, Has.Count.EqualTo(14));
            return
            [
                "run",
                "demo-simclr",
                "--out",
                "run",
                "--device",
                "cpu",
                .. Templating.TwoSteps.SkipLast(4),
                "--set",
                "evaluate=[\"nearest-neighbours\"]",
                "--set",
                "evaluate.1={\"use\":\"linear\",\"epochs\":1,\"threats\":[]}",
                .. settings.SelectMany(setting => new[] { "--set", setting }),
                "--set",
                "loss.1={\"use\":\"my-stateful-loss\",\"views\":[\"adv\",\"b\"]}",
                "--set",
                "views.adv={\"perturb\":\"a\",\"attack\":\"my-stateful-attack\",\"threat\":{\"linf\":\"8/255\"},"
                    + "\"maximise\":{\"use\":\"my-stateful-loss\",\"views\":[\"adv\",\"b\"]}}",
            ];
        }
    }

    // A state is kept for terms and views alone.
    private static bool IsStateful(string kind) => kind.StartsWith("stateful-", StringComparison.Ordinal);

    // SimCLR attacks no view: attack and threat model work in its evaluation. The losses of the
    // templates honour no mixing: the mixed view is one more.
    private static string Setting(string kind)
    {
        var folder = Directory.CreateTempSubdirectory("rocl-new-");
        try
        {
            var printed = Beginning.Printed(kind, $"my-{kind}", folder.FullName);
            return Regex
                .Match(printed, "--set (.+)")
                .Groups[1]
                .Value.Trim('\'')
                .Replace("evaluate.0.", "evaluate.1.", StringComparison.Ordinal)
                .Replace("views.adv.attack.use=", "evaluate.1.attack=", StringComparison.Ordinal)
                .Replace("views.adv.threat.use=", "evaluate.1.threats.0=", StringComparison.Ordinal)
                .Replace("views.b=", "views.mixed=", StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
