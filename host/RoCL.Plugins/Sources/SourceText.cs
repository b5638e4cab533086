using System.Buffers;
using RoCL.Core;
using RoCL.Core.Fingerprints;
using RoCL.Core.Reading;

namespace RoCL.Plugins.Sources;

/// <summary>The C# files of one plugin as they were when they were read.</summary>
/// <param name="Id">The plugin's name: the file's without its ending, or the folder's.</param>
/// <param name="Root">The folder that the files lie in.</param>
/// <param name="Files">Name and content of each.</param>
public sealed record SourceText(string Id, string Root, ImmutableArray<SourceFile> Files)
{
    private static readonly SearchValues<char> NotInNames = SearchValues.Create("\"*?");

    /// <summary>Reads the files.</summary>
    /// <returns>
    /// ROCL0232 one asks for a package, which is a project's task; ROCL0201 one may not be read;
    /// ROCL0148 one is not UTF-8.
    /// </returns>
    public static Result<SourceText> Read(PluginPath.Source source)
    {
        if (source.Files.FirstOrDefault(file => Path.GetFileName(file).AsSpan().ContainsAny(NotInNames)) is { } named)
        {
            return new Problem(
                "ROCL0201",
                $"--plugin {named}",
                "The compiler takes no file with a quotation mark, an asterisk or a question mark in its name.",
                "Rename the file."
            );
        }

        try
        {
            var alone = source.Files is [var only] && only == source.Path;
            var root = alone ? Path.GetDirectoryName(source.Path)! : source.Path;
            var id = alone ? Path.GetFileNameWithoutExtension(source.Path) : Path.GetFileName(source.Path);
            return Result
                .All(source.Files.Select(FileAt))
                .Then<SourceText>(files => new SourceText(id, root, files))
                .Then(WithoutDirectives);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return new Problem(
                "ROCL0201",
                $"--plugin {source.Path}",
                $"The file cannot be read: {refused.Message}",
                "Check the file and who may read it."
            );
        }
    }

    /// <summary>Names and contents as one text, the same wherever the files lie.</summary>
    public string Digest => string.Concat(Files.Select(file => $"{file.Name}\n{TextHash.Of(file.Text)}\n"));

    /// <summary>
    /// Whether the files are as they were read: what is compiled of others must not stand for
    /// these.
    /// </summary>
    public bool IsStill => Files.All(file => File.ReadAllText(Path.Combine(Root, file.Name)) == file.Text);

    private static Result<SourceText> WithoutDirectives(SourceText text) =>
        text.Directives.ToImmutableArray() is { IsEmpty: false } asked ? asked : text;

    private static Result<SourceFile> FileAt(string path) =>
        WrittenText
            .Of(path, File.ReadAllBytes(path))
            .Then<SourceFile>(text => new SourceFile(Path.GetFileName(path), text));

    // `#:package NAME@VERSION`, `#:sdk`, `#:property`, `#:project`: lines for `dotnet run FILE.cs`,
    // which the compiler alone cannot follow.
    private IEnumerable<Problem> Directives =>
        from file in Files
        from line in file.Text.Split('\n').Index()
        where line.Item.StartsWith("#:", StringComparison.Ordinal)
        select new Problem(
            "ROCL0232",
            $"{file.Name}({line.Index + 1})",
            $"The line asks for \"{line.Item.Trim()}\", and a plugin of single files has no packages.",
            $"Make it a project, where the same file goes on unchanged: rocl new KIND {Id} --project."
        );
}

/// <summary>One C# file.</summary>
/// <param name="Name">Without its folder.</param>
/// <param name="Text">Its content.</param>
public sealed record SourceFile(string Name, string Text);
