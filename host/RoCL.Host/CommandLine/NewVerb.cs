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
                    PluginName
                        .Of(request.Name)
                        .Then(template.Allow)
                        .Then(name => new NewPluginFiles(request.Out).Write(template, name, request.Project))
                );
}
