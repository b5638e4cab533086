using RoCL.Core;
using RoCL.Plugins.Catalogue;
using RoCL.Plugins.Metadata;
using RoCL.Plugins.Schema;
using RoCL.Plugins.Templates;
using RoCL.Runs.Reporting;
using Spectre.Console;

namespace RoCL.Host.CommandLine;

/// <summary>What <c>rocl new</c> is asked for.</summary>
/// <param name="Kind">Such as <c>attack</c>.</param>
/// <param name="Name">Of the component, as recipes or as C# write it.</param>
/// <param name="Project">
/// Whether a class library with its tests is wanted, in place of one file.
/// </param>
/// <param name="Out">The folder to write into, where it is not this one.</param>
internal sealed record NewRequest(string Kind, string Name, bool Project, string? Out);

/// <summary>
/// <c>rocl new</c>: a working component in one C# file, or as a project with its conformance tests.
/// </summary>
internal sealed class NewVerb(IAnsiConsole console, ErrorOutput errors, PluginCatalogue? catalogue = null)
{
    /// <summary>Writes, and says what to type next; the exit code.</summary>
    public int Run(NewRequest request) =>
        Written(request)
            .Match(
                said =>
                {
                    foreach (var line in said)
                        console.WriteLine(line);
                    return ExitCode.Done;
                },
                errors.Report
            );

    private Result<ImmutableArray<string>> Written(NewRequest request) =>
        request.Kind == NewRecipe.Kind
            ? new NewRecipeFiles(request.Out).Write(
                request.Name,
                (catalogue?.Components ?? []).Select(ComponentDocumentation.Add).ToList()
            )
            : Template
                .Of(request.Kind)
                .Then(template =>
                    PluginName.Of(request.Name).Then(template.Allow).Then(name => Write(template, name, request))
                );

    private static Result<ImmutableArray<string>> Write(Template template, PluginName name, NewRequest request)
    {
        string At(string path) => request.Out is null ? path : Path.Combine(request.Out, path);
        ImmutableArray<NewFile> files = request.Project ? [.. template.Projects(name)] : [template.File(name)];
        try
        {
            if (files.Where(file => File.Exists(At(file.Path))).ToList() is { Count: > 0 } there)
            {
                return there
                    .Select(file => new Problem(
                        "ROCL0242",
                        At(file.Path),
                        "The file is there already, and is left as it is.",
                        "Take another name, or another folder by --out."
                    ))
                    .ToImmutableArray();
            }

            foreach (var file in files)
                Write(At(file.Path), file.Text, FileMode.CreateNew);
            return request.Project ? Projects(template, name, At) : Alone(template, name, At);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return new Problem(
                "ROCL0243",
                request.Out ?? Directory.GetCurrentDirectory(),
                $"The folder cannot be written to: {refused.Message}",
                "Name another folder by --out."
            );
        }
    }

    private static ImmutableArray<string> Alone(Template template, PluginName name, Func<string, string> at)
    {
        var file = at($"{name.Record}.cs");
        var editors = at(EditorsProject.File.Path);
        var wanted = EditorsProject.IsFor(Path.GetDirectoryName(Path.GetFullPath(file))!);
        if (wanted)
            Write(editors, EditorsProject.File.Text, FileMode.Create);
        return
        [
            $"Wrote {file}, a working {template.Noun}{(wanted ? $"; {editors} lets editors complete in it" : "")}.",
            $"Run it:  {Trial.Of(template.Kind, name.Word, file)}",
        ];
    }

    private static ImmutableArray<string> Projects(Template template, PluginName name, Func<string, string> at)
    {
        var library = at(name.Record);
        var tests = at($"{name.Record}.Tests");
        var built = at($"{name.Record}/bin/Release/net{Environment.Version.ToString(2)}");
        return
        [
            $"Wrote {library}, a class library with a working {template.Noun}, and {tests}, its tests.",
            $"Test it: dotnet test {tests}",
            $"Build it: dotnet build -c Release {library}",
            $"Run it:  {Trial.Of(template.Kind, name.Word, built)}",
        ];
    }

    private static void Write(string path, string text, FileMode mode)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        using var writer = new StreamWriter(new FileStream(path, mode));
        writer.Write(text);
    }
}
