using Architecture.Tests.Projects;
using Architecture.Tests.Semantics;

namespace Architecture.Tests.Rules;

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
        "System.IO.DriveInfo",
        "System.IO.FileStream",
        "System.IO.Path",
        "System.IO.MemoryMappedFiles.MemoryMappedFile",
        "System.IO.RandomAccess",
        "System.IO.StreamReader",
        "System.IO.StreamWriter",
        "System.DateTime::get_Now",
        "System.DateTime::get_Today",
        "System.DateTime::get_UtcNow",
        "System.DateTimeOffset::get_Now",
        "System.DateTimeOffset::get_UtcNow",
        "System.Guid::NewGuid",
        "System.TimeProvider",
        "System.Diagnostics.Stopwatch",
        "System.Diagnostics.Process",
        "System.Threading.PeriodicTimer",
        "System.Threading.Tasks.Task::Delay",
        "System.Threading.Thread",
        "System.Threading.Timer",
        "System.Net.Http.HttpClient",
        "System.Runtime.InteropServices.NativeLibrary",
        "System.AppContext::get_BaseDirectory",
        "System.Reflection.Assembly::Load",
        "System.Reflection.Assembly::LoadFile",
        "System.Reflection.Assembly::LoadFrom",
        "System.Random::get_Shared",
        "System.Security.Cryptography.RandomNumberGenerator",
        "TorchSharp.torch::manual_seed",
        "TorchSharp.torch/random::manual_seed",
    ];

    private static readonly string[] Shell = ["RoCL.Plugins", "RoCL.Runs", "rocl"];

    [TestCaseSource(nameof(Forbidden))]
    public void The_core_does_not_touch(string what) => Assert.That(MentionsOf("RoCL.Core"), Has.No.Member(what));

    // A name that is written wrongly would forbid nothing.
    [TestCaseSource(nameof(Forbidden))]
    public void What_is_forbidden_is_there_to_be_used(string what)
    {
        var parts = what.Split("::");
        var type = Exporting.Select(assembly => assembly.GetType(parts[0].Replace('/', '+'))).FirstOrDefault(Exists);
        Assert.That(type, Is.Not.Null);
        Assert.That(parts.Length == 1 || type!.GetMember(parts[1]).Length > 0, "a member of the type");
    }

    // The compiler's own iterators ask which thread they are on.
    [Test]
    public void The_core_asks_nothing_of_its_environment() =>
        Assert.That(
            MentionsOf("RoCL.Core")
                .Where(member => member.StartsWith("System.Environment::", StringComparison.Ordinal)),
            Is.SubsetOf(new[] { "System.Environment::get_CurrentManagedThreadId" })
        );

    [Test]
    public void The_host_does_so_the_rule_can_fail() =>
        Assert.That(
            Shell.SelectMany(MentionsOf),
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

    [TestCaseSource(nameof(WithoutGlobalDraws))]
    public void Nothing_is_drawn_from_the_global_generator(Project project) =>
        Held.None(GlobalDraws.In(Compiled.Of(project)).Where(finding => Sources.IsLookedAt(finding.File)));

    [TestCase("Tensor X() => rand(3);", ExpectedResult = 1)]
    [TestCase("Tensor X() => randn([3L], ScalarType.Float32);", ExpectedResult = 1)]
    [TestCase("void X(Tensor y) { y.normal_(0, 1, null); }", ExpectedResult = 1)]
    [TestCase("Tensor X(Tensor y) => randn_like(y);", ExpectedResult = 1)]
    [TestCase("Tensor X(Tensor y) => TorchSharp.torch.nn.functional.dropout(y);", ExpectedResult = 1)]
    [TestCase("void X() { manual_seed(1); }", ExpectedResult = 1)]
    [TestCase("Tensor X(Generator g) => rand(3, generator: g).bernoulli(g) + zeros(3);", ExpectedResult = 0)]
    [TestCase("int X() => rand(3); int rand(int n) => n;", ExpectedResult = 0)]
    public int A_draw_from_the_global_generator_is_found(string member)
    {
        var text = $"using static TorchSharp.torch; class A {{ {member} }}";
        return GlobalDraws.In(Compiled.Of("Control", [Sources.Parse(text, "Control.cs")])).Count();
    }

    private static IEnumerable<System.Reflection.Assembly> Exporting =>
        new[]
        {
            typeof(object),
            typeof(Console),
            typeof(System.IO.MemoryMappedFiles.MemoryMappedFile),
            typeof(DriveInfo),
            typeof(System.Diagnostics.Process),
            typeof(System.Net.Http.HttpClient),
            typeof(System.Security.Cryptography.RandomNumberGenerator),
            typeof(TorchSharp.torch),
        }.Select(type => type.Assembly);

    private static bool Exists(Type? type) => type is not null;

    // The laws seed the global generator on purpose: a network may be made with it.
    private static IEnumerable<Project> WithoutGlobalDraws =>
        Project.Product.Where(project =>
            project.Name is "RoCL.Contracts" or "RoCL.Core"
            || project.Folder.StartsWith("plugins/", StringComparison.Ordinal)
        );

    private static IReadOnlySet<string> MentionsOf(string assembly)
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, $"{assembly}.dll"));
        return Mentions.Of(file);
    }
}
