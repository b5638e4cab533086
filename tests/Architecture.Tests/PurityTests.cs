namespace Architecture.Tests;

/// <summary>The core touches no file, console, clock, process or global generator.</summary>
public sealed class PurityTests
{
    private static readonly string[] Forbidden =
    [
        "System.Console",
        "System.IO.File",
        "System.IO.Directory",
        "System.IO.FileInfo",
        "System.IO.DirectoryInfo",
        "System.IO.FileStream",
        "System.IO.Path",
        "System.DateTime::get_Now",
        "System.DateTime::get_UtcNow",
        "System.DateTimeOffset::get_Now",
        "System.TimeProvider",
        "System.Diagnostics.Stopwatch",
        "System.Diagnostics.Process",
        "System.Threading.Thread",
        "System.Net.Http.HttpClient",
        "System.AppContext::get_BaseDirectory",
        "System.Reflection.Assembly::Load",
        "System.Reflection.Assembly::LoadFrom",
        "System.Random::get_Shared",
        "TorchSharp.torch::manual_seed",
        "TorchSharp.torch/random::manual_seed",
    ];

    [TestCaseSource(nameof(Forbidden))]
    public void The_core_does_not_touch(string what) => Assert.That(House.Mentions(House.Core), Has.No.Member(what));

    // The compiler's own iterators ask which thread they are on.
    [Test]
    public void The_core_asks_nothing_of_its_environment() =>
        Assert.That(
            House
                .Mentions(House.Core)
                .Where(member => member.StartsWith("System.Environment::", StringComparison.Ordinal)),
            Is.SubsetOf(new[] { "System.Environment::get_CurrentManagedThreadId" })
        );

    [Test]
    public void The_host_does_so_the_rule_can_fail() =>
        Assert.That(
            House.Mentions(House.Host),
            Is.SupersetOf(
                new[]
                {
                    "System.Console",
                    "System.IO.File",
                    "System.Environment",
                    "System.TimeProvider",
                    "TorchSharp.torch::manual_seed",
                }
            )
        );

    // A draw without a generator comes from libtorch's global one: the overloads' last parameter
    // tells, and it is looked for in the sources.
    [Test]
    public void The_core_and_the_contracts_draw_only_from_a_generator_of_their_own()
    {
        var draws = new[]
        {
            "rand",
            "randn",
            "randint",
            "randperm",
            "rand_like",
            "randn_like",
            "bernoulli",
            "multinomial",
            "normal_",
            "uniform_",
            "dropout",
        };
        var sources = new[] { "contracts/RoCL.Contracts", "host/RoCL.Core" }
            .SelectMany(room =>
                Directory.EnumerateFiles(Path.Combine(Repository.Folder, room), "*.cs", SearchOption.AllDirectories)
            )
            .Where(file =>
                !file.Contains(
                    $"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}",
                    StringComparison.Ordinal
                )
            );
        var global = sources
            .SelectMany(File.ReadLines)
            .Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal))
            .Where(line =>
                draws.Any(draw => System.Text.RegularExpressions.Regex.IsMatch(line, $@"(?<![\w.])(torch\.)?{draw}\("))
                && !line.Contains("generator: generator", StringComparison.Ordinal)
            );
        Assert.That(global, Is.Empty);
    }
}
