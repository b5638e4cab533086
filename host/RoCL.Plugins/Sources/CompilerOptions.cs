namespace RoCL.Plugins.Sources;

/// <summary>How a plugin's C# files are compiled.</summary>
internal static class CompilerOptions
{
    private static readonly string Framework = $".NET {Environment.Version.ToString(2)}";
    private static readonly string Target = $".NETCoreApp,Version=v{Environment.Version.ToString(2)}";

    /// <summary>
    /// The file that is compiled along: an SDK's implicit usings, ours, and what the assembly says
    /// of itself.
    /// </summary>
    public static string Usings { get; } =
        $"""
            global using System;
            global using System.Collections.Generic;
            global using System.IO;
            global using System.Linq;
            global using System.Net.Http;
            global using System.Threading;
            global using System.Threading.Tasks;
            global using RoCL.Contracts;
            global using TorchSharp;
            global using static TorchSharp.torch;
            [assembly: System.Runtime.Versioning.TargetFramework("{Target}", FrameworkDisplayName = "{Framework}")]
            """;

    /// <summary>The compiler's arguments but for the files, a line each.</summary>
    /// <param name="source">What is compiled.</param>
    /// <param name="plugin">
    /// The folder that assembly, symbols and documentation are written to.
    /// </param>
    /// <param name="staged">The folder of <see cref="Usings"/>.</param>
    public static IEnumerable<string> For(SourceText source, string plugin, string staged) =>
        [
            "/nostdlib+",
            "/nologo",
            "/utf8output",
            "/target:library",
            "/optimize+",
            "/deterministic+",
            "/debug:portable",
            "/highentropyva+",
            "/nullable:enable",
            "/langversion:latest",
            $"/define:NET;NET{Environment.Version.Major}_0;NET{Environment.Version.Major}_0_OR_GREATER",
            // A comment that is not there is no reason to warn: this is research.
            "/nowarn:1573,1591,1701,1702",
            // Stacks name a file relative to its plugin, on whatever machine it was compiled.
            $"/pathmap:{Mapped(staged, "rocl")},{Mapped(source.Root, source.Id)}",
            $"/out:{SourceCompiler.Quoted(Path.Combine(plugin, $"{source.Id}.dll"))}",
            $"/doc:{SourceCompiler.Quoted(Path.Combine(plugin, $"{source.Id}.xml"))}",
            .. AuthorReferences.Files.Select(file => $"/reference:{SourceCompiler.Quoted(file)}"),
        ];

    private static string Mapped(string folder, string name) =>
        SourceCompiler.Quoted($"{Doubled(folder)}={Doubled(name)}");

    // The compiler splits at commas and equals signs that are not doubled.
    private static string Doubled(string text) =>
        text.Replace("=", "==", StringComparison.Ordinal).Replace(",", ",,", StringComparison.Ordinal);
}
