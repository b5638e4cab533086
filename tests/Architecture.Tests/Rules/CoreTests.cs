using Architecture.Tests.Projects;
using Architecture.Tests.Semantics;

namespace Architecture.Tests.Rules;

/// <summary>
/// What purity means: the core has no state of its own, and its properties answer at once.
/// </summary>
public sealed class CoreTests
{
    internal static readonly Dictionary<string, string> Forbidden = new()
    {
        ["System.Lazy"] = "Compute the value where it is needed, or hand it in.",
        ["System.Reflection.Assembly.Load"] = "Load plugins in RoCL.Plugins.",
        ["System.Reflection.Assembly.LoadFile"] = "Load plugins in RoCL.Plugins.",
        ["System.Reflection.Assembly.LoadFrom"] = "Load plugins in RoCL.Plugins.",
        ["System.Reflection.Metadata"] = "Read assemblies in RoCL.Plugins.",
        ["System.Reflection.PortableExecutable"] = "Read assemblies in RoCL.Plugins.",
        ["System.Runtime.Loader"] = "Load plugins in RoCL.Plugins.",
        ["McMaster"] = "Load plugins in RoCL.Plugins.",
    };

    private static Compiled Core => Compiled.Of(Named("RoCL.Core"));

    [Test]
    public void The_core_loads_no_plugin_and_puts_nothing_off() => HoldOverCore(ForbiddenUses.In(Core, Forbidden));

    [Test]
    public void Nothing_static_changes_in_the_core() => HoldOverCore(StaticState.In(Core));

    [Test]
    public void No_property_of_the_core_opens_anything() =>
        HoldOverCore(new GetterEffects(Core, OfTheShell()).Findings());

    // The interfaces of the core that a room of the shell implements.
    private static HashSet<string> OfTheShell() =>
        [
            .. Project
                .Product.Where(project =>
                    project.Folder.StartsWith("host/", StringComparison.Ordinal) && project.Name != "RoCL.Core"
                )
                .SelectMany(project => Compiled.Of(project).Types)
                .SelectMany(type => type.AllInterfaces)
                .Where(contract => contract.ContainingAssembly.Name == "RoCL.Core")
                .Select(contract => contract.Name),
        ];

    private static void HoldOverCore(IEnumerable<Finding> findings) =>
        Held.None(findings.Where(finding => Sources.IsLookedAt(finding.File)));

    private static Project Named(string name) => Project.Product.Single(project => project.Name == name);
}
