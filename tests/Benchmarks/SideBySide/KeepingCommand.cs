using System.CommandLine;
using System.CommandLine.Parsing;
using Tables;
using Tables.Peers;

namespace Benchmarks.SideBySide;

/// <summary>
/// Measures all that the tables beside PyTorch show, and keeps it in docs/tables.
/// </summary>
internal static class KeepingCommand
{
    /// <summary>The first argument that asks for it.</summary>
    public const string Name = "keep-side-by-side";

    /// <summary>Measures; it takes half an hour, and wants a quiet machine.</summary>
    /// <param name="arguments">Those behind the name.</param>
    public static int Run(IReadOnlyList<string> arguments)
    {
        var file = new Argument<string>("FILE") { Description = "The file in docs/tables, such as peer.json." };
        var peer = new Option<string>("--peer")
        {
            Description = "The command that starts peer/peer.py.",
            Required = true,
        };
        var root = new RootCommand("Measures what tables beside PyTorch show; start it in the repository.")
        {
            file,
            peer,
        };
        root.SetAction(parsed => Keep(parsed.GetRequiredValue(file), parsed.GetRequiredValue(peer)));
        return root.Parse(arguments).Invoke();
    }

    private static void Keep(string file, string peer)
    {
        var tables = Definitions.Of<PeerTable>(File.ReadAllText(Path.Combine(Pages.Folder, Pages.PeerTables)));
        var asked = tables
            .Where(table => table.Measured == file)
            .SelectMany(table => table.Rows.Select(table.OptionsOf));
        var program = new BuiltProgram(
            Path.Combine(BuiltHost.Folder, OperatingSystem.IsWindows() ? "rocl.exe" : "rocl")
        );
        var kept = new KeptPeers(program.Version, program.Machine, "", []);
        foreach (var options in asked.Distinct())
        {
            Console.WriteLine(options);
            var arguments = CommandLineParser.SplitCommandLine(options).Concat(["--peer", peer]);
            var held = new SideBySideContest(SideBySideOptions.Of([.. arguments])).Measured(options);
            kept = kept with { Peer = held.Peer, Contests = kept.Contests.Add(held.Contest) };
            // Half an hour is long: what was measured before a fault is kept.
            File.WriteAllText(Path.Combine(Pages.Folder, file), kept.ToText());
        }
    }
}
