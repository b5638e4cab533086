using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace RoCL.Plugins.Sources;

/// <summary>How a run of the compiler ended.</summary>
/// <param name="Code">Its exit code.</param>
/// <param name="Lines">What it wrote: warnings and errors, a line each.</param>
internal sealed partial record CompilerOutput(int Code, ImmutableArray<string> Lines)
{
    /// <summary>Whether there is an assembly.</summary>
    public bool Succeeded => Code == 0;

    /// <summary>
    /// That the compiler could not write the assembly, in its words; <see langword="null"/> where
    /// it has another reason.
    /// </summary>
    public string? Unwritten => Lines.FirstOrDefault(line => NotWritten().IsMatch(line))?.TrimEnd('.');

    /// <summary>Runs the compiler as a process of its own, to its end.</summary>
    /// <param name="sdk">Whose compiler.</param>
    /// <param name="arguments">The file of its arguments.</param>
    public static CompilerOutput Of(Sdk sdk, string arguments)
    {
        using var compiler = Process.Start(
            new ProcessStartInfo(sdk.Dotnet, ["exec", sdk.Compiler, "/noconfig", $"@{arguments}"])
            {
                RedirectStandardOutput = true,
                StandardOutputEncoding = Encoding.UTF8,
                // A process of a second gains nothing from watching itself for hot paths.
                Environment = { ["DOTNET_TieredPGO"] = "0" },
            }
        )!;
        var lines = compiler
            .StandardOutput.ReadToEnd()
            .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        compiler.WaitForExit();
        return new(compiler.ExitCode, [.. lines]);
    }

    /// <summary>ROCL0230 with the compiler's own words; ROCL0234 it wrote no error.</summary>
    /// <param name="source">What was compiled.</param>
    /// <param name="sdk">Whose compiler.</param>
    public Problem Refusal(SourceText source, Sdk sdk)
    {
        var errors = Lines.Where(line => Error().IsMatch(line)).ToList();
        if (errors.Count == 0)
        {
            return new(
                "ROCL0234",
                source.Id,
                $"The compiler ended with code {Code}: {string.Join(' ', Lines)}",
                $"Check the SDK in {sdk.Folder}."
            );
        }

        var package = errors.Exists(line => UnknownName().IsMatch(line))
            ? $" (a namespace that comes from a NuGet package needs a project: rocl new KIND {source.Id} --project)"
            : "";
        var lines = string.Concat(errors.Select(line => $"{Environment.NewLine}  {line}"));
        return new(
            "ROCL0230",
            source.Id,
            $"The plugin does not compile, {(errors.Count == 1 ? "for one reason" : $"for {errors.Count} reasons")}.",
            $"Repair what the compiler says{package}:{lines}"
        );
    }

    // With a place before it, or without, where the fault is no file's.
    [GeneratedRegex("(^|: )error ")]
    private static partial Regex Error();

    // The file of the assembly, its symbols or its documentation cannot be written or opened.
    [GeneratedRegex(@"error CS(0016|0041|1569|2012)\b")]
    private static partial Regex NotWritten();

    // A type or namespace that is not there.
    [GeneratedRegex(@"error CS(0246|0234|0400)\b")]
    private static partial Regex UnknownName();
}
