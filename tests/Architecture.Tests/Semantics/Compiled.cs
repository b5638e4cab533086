using System.Collections.Concurrent;
using Architecture.Tests.Projects;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Architecture.Tests.Semantics;

/// <summary>
/// Files as the compiler understands them: which type and which member a name stands for.
/// </summary>
/// <param name="compilation">The files and what they refer to.</param>
internal sealed class Compiled(CSharpCompilation compilation)
{
    // Whatever these tests were built with: the framework, the packages and the product.
    private static readonly Lazy<IReadOnlyList<string>> Assemblies = new(() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
    );

    private static readonly ConcurrentDictionary<string, MetadataReference> References = new();

    private static readonly ConcurrentDictionary<string, Compiled> Projects = new();

    private readonly ConcurrentDictionary<SyntaxTree, SemanticModel> _models = new();

    /// <summary>The assembly that the files make.</summary>
    public IAssemblySymbol Assembly => compilation.Assembly;

    /// <summary>The files, without those that the build writes.</summary>
    public IEnumerable<SyntaxTree> Files => compilation.SyntaxTrees.Where(tree => !Path.IsPathRooted(tree.FilePath));

    /// <summary>Every piece of syntax of the files.</summary>
    public IEnumerable<SyntaxNode> Nodes => Files.SelectMany(tree => tree.GetRoot().DescendantNodes());

    /// <summary>The project's files.</summary>
    public static Compiled Of(Project project) =>
        Projects.GetOrAdd(
            project.File,
            _ => Of(project.AssemblyName, project.CSharpFiles.Select(Sources.Tree).Concat(GlobalUsings(project)))
        );

    /// <summary>Some files as an assembly.</summary>
    public static Compiled Of(string assembly, IEnumerable<SyntaxTree> files) =>
        new(
            CSharpCompilation.Create(
                assembly,
                files,
                Assemblies
                    .Value.Where(path => Path.GetFileNameWithoutExtension(path) != assembly)
                    .Select(path => References.GetOrAdd(path, _ => MetadataReference.CreateFromFile(path))),
                new(
                    OutputKind.DynamicallyLinkedLibrary,
                    metadataImportOptions: MetadataImportOptions.All,
                    allowUnsafe: true
                )
            )
        );

    /// <summary>The assembly's bytes.</summary>
    public MemoryStream Emit()
    {
        var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        Assert.That(result.Diagnostics.Where(found => found.Severity is DiagnosticSeverity.Error), Is.Empty);
        stream.Position = 0;
        return stream;
    }

    /// <summary>
    /// What a name or an expression stands for; the likeliest where it is not certain.
    /// </summary>
    public ISymbol? Symbol(SyntaxNode node)
    {
        var bound = Model(node).GetSymbolInfo(node);
        return bound.Symbol ?? bound.CandidateSymbols.FirstOrDefault();
    }

    /// <summary>What a declaration declares.</summary>
    public ISymbol? Declared(SyntaxNode declaration) => Model(declaration).GetDeclaredSymbol(declaration);

    /// <summary>Whether the files declare a type or a member.</summary>
    public bool Declares(ISymbol symbol) =>
        SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, compilation.Assembly);

    private SemanticModel Model(SyntaxNode node) =>
        _models.GetOrAdd(node.SyntaxTree, tree => compilation.GetSemanticModel(tree));

    // The build writes them down, from the project file and all that it imports.
    private static IEnumerable<SyntaxTree> GlobalUsings(Project project) =>
        Directory
            .EnumerateFiles(
                Path.Combine(Repository.Folder, project.Folder, "obj", Repository.Metadata("Configuration")),
                "*.GlobalUsings.g.cs",
                SearchOption.AllDirectories
            )
            .Select(file => Sources.Parse(File.ReadAllText(file), file));
}
