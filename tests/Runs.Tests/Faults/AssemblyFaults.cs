using System.Text;
using Shared.Plugins;

namespace Runs.Tests.Faults;

/// <summary>A plugin that is faulty as an assembly.</summary>
/// <param name="What">How it is faulty.</param>
/// <param name="Code">The error of a recipe that names it; empty where it works.</param>
/// <param name="Attack">The attack in it, as recipes name it.</param>
/// <param name="Named">What the message names.</param>
/// <param name="Put">Puts it into a folder of plugins.</param>
internal sealed record AssemblyFault(string What, string Code, string Attack, string Named, Action<PluginsFolder> Put)
{
    public override string ToString() => $"{What}: {(Code.Length > 0 ? Code : "works")}";
}

/// <summary>Every way in which a plugin can be faulty before any component of it works.</summary>
internal static class AssemblyFaults
{
    private static byte[] Sound =>
        System.IO.File.ReadAllBytes(Path.Combine(Places.TestPlugin("SignMomentum"), "SignMomentum.dll"));

    /// <summary>All of them.</summary>
    public static IEnumerable<AssemblyFault> All =>
        [
            File("a text that calls itself a dll", "this is no assembly"u8.ToArray()),
            File("an empty file", []),
            File("a native program", Places.NativeProgram()),
            File("an assembly cut off in the middle", Sound[..(Sound.Length / 2)]),
            File("an assembly cut off after its headers", Sound[..600]),
            new(
                "built for other contracts",
                "ROCL0211",
                "from-the-future",
                "OtherContracts",
                folder => folder.Add("OtherContracts", "OtherContracts")
            ),
            new(
                "built for a newer framework",
                "ROCL0212",
                "sign-momentum",
                "SignMomentum",
                folder =>
                {
                    folder.Add("SignMomentum", "SignMomentum");
                    folder.Write(
                        "SignMomentum/SignMomentum.dll",
                        Encoding.Latin1.GetBytes(
                            Encoding
                                .Latin1.GetString(Sound)
                                .Replace("Version=v10.0", "Version=v99.0", StringComparison.Ordinal)
                        )
                    );
                }
            ),
            Plugin("throws in its constructor", "ROCL0220", "ThrowsInConstructor", "throws-in-constructor"),
            new(
                "a library that is nowhere, and that a list of other folders promises",
                "ROCL0221",
                "missing-dependency",
                "MissingDependency",
                folder =>
                {
                    folder.Add("MissingDependency", "MissingDependency");
                    folder.Write("MissingDependency/MissingDependency.runtimeconfig.dev.json", "{}"u8.ToArray());
                }
            ),
            new(
                "a damaged list of libraries",
                "ROCL0222",
                "sign-momentum",
                "SignMomentum",
                folder =>
                {
                    folder.Add("SignMomentum", "SignMomentum");
                    folder.Write("SignMomentum/SignMomentum.deps.json", [1, 2, 3]);
                }
            ),
            Plugin(
                "throws in its static constructor",
                "ROCL0223",
                "ThrowsInStaticConstructor",
                "throws-in-static-constructor"
            ),
            Plugin("a library that was left behind", "ROCL0225", "MissingDependency", "missing-dependency"),
            new(
                "a library in an older version",
                "ROCL0226",
                "dependent",
                "NeedsDependencyTwo",
                folder =>
                {
                    folder.Add("NeedsDependencyTwo", "NeedsDependencyTwo");
                    folder.Write(
                        "NeedsDependencyTwo/Dependency.dll",
                        System.IO.File.ReadAllBytes(Path.Combine(Places.TestPlugin("DependencyOne"), "Dependency.dll"))
                    );
                }
            ),
            new(
                "a library that is no assembly",
                "ROCL0226",
                "dependent",
                "NeedsDependencyTwo",
                folder =>
                {
                    folder.Add("NeedsDependencyTwo", "NeedsDependencyTwo");
                    folder.Write("NeedsDependencyTwo/Dependency.dll", [1, 2, 3]);
                }
            ),
            new(
                "two components of one name",
                "ROCL0203",
                "dependent",
                "NeedsDependencyOne",
                folder =>
                {
                    folder.Add("NeedsDependencyOne", "NeedsDependencyOne");
                    folder.Add("NeedsDependencyTwo", "NeedsDependencyTwo");
                }
            ),
            Plugin("a copy of the contracts and of TorchSharp in its folder", "", "OwnContracts", "own-contracts"),
        ];

    private static AssemblyFault Plugin(string what, string code, string plugin, string attack) =>
        new(what, code, attack, plugin, folder => folder.Add(plugin, plugin));

    private static AssemblyFault File(string what, byte[] content) =>
        new(what, "ROCL0210", "whatever", "Bad.dll", folder => folder.Write("Bad/Bad.dll", content));
}
