using System.Text.Json;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;

namespace RoCL.Runs.Results;

/// <summary>Reads and writes <c>examples.json</c>.</summary>
public static class ExamplesFile
{
    /// <summary>The file of a run.</summary>
    /// <param name="run">The run.</param>
    public static string Of(RunFolder run) => Path.Combine(run.Root, "examples.json");

    /// <summary>Writes it, over that of an earlier evaluation.</summary>
    /// <param name="run">The run.</param>
    /// <param name="examples">The images.</param>
    public static void Write(RunFolder run, ExampleSet examples) => AtomicFile.WriteJson(run.Files, Of(run), examples);

    /// <summary>
    /// Reads it; <see langword="null"/> where it is not there, or is none.
    /// </summary>
    /// <param name="run">The run.</param>
    public static ExampleSet? Read(RunFolder run)
    {
        try
        {
            return TextFile.ReadIfThere(run.Files, Of(run)) is { } text ? Json.Read<ExampleSet>(text) : null;
        }
        catch (Exception fault) when (FileFailure.Is(fault) || fault is JsonException)
        {
            return null;
        }
    }
}
