using System.Collections.Concurrent;
using Architecture.Tests.Projects;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

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

    // Several rules ask for the same names.
    private readonly ConcurrentDictionary<SyntaxNode, ISymbol?> _symbols = new();

    private readonly Lazy<HashSet<string>> _aliases = new(() => [.. compilation.SyntaxTrees.SelectMany(Aliases.In)]);

    /// <summary>The files, without those that the build writes.</summary>
    public IEnumerable<SyntaxTree> Files => compilation.SyntaxTrees.Where(tree => !Path.IsPathRooted(tree.FilePath));

    /// <summary>Every piece of syntax of the files.</summary>
    public IEnumerable<SyntaxNode> Nodes => Files.SelectMany(tree => tree.GetRoot().DescendantNodes());

    /// <summary>Every type that the files declare, those within types too.</summary>
    public IEnumerable<INamedTypeSymbol> Types =>
        Nodes
            .OfType<BaseTypeDeclarationSyntax>()
            .Select(Declared)
            .OfType<INamedTypeSymbol>()
            .Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default);

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
                ReferencesWithout(assembly),
                new(
                    OutputKind.DynamicallyLinkedLibrary,
                    metadataImportOptions: MetadataImportOptions.All,
                    allowUnsafe: true
                )
            )
        );

    /// <summary>What the compiler says of some files as a program.</summary>
    public static IEnumerable<Diagnostic> Program(IEnumerable<SyntaxTree> files) =>
        CSharpCompilation
            .Create("Program", files, ReferencesWithout("Program"), new(OutputKind.ConsoleApplication))
            .GetDiagnostics();

    /// <summary>The assembly's bytes.</summary>
    public MemoryStream Emit()
    {
        var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        Assert.That(result.Diagnostics.Where(found => found.Severity is DiagnosticSeverity.Error), Is.Empty);
        stream.Position = 0;
        return stream;
    }

    private static IEnumerable<MetadataReference> ReferencesWithout(string assembly) =>
        Assemblies
            .Value.Where(path => Path.GetFileNameWithoutExtension(path) != assembly)
            .Select(path => References.GetOrAdd(path, _ => MetadataReference.CreateFromFile(path)));

    /// <summary>All that the files declare and refer to.</summary>
    public INamespaceSymbol Everything => compilation.GlobalNamespace;

    /// <summary>All that the files declare.</summary>
    public INamespaceSymbol Own => compilation.Assembly.GlobalNamespace;

    /// <summary>
    /// Whether a name or an object's creation may stand for something of some names: asked of the
    /// text, since what it does stand for takes long to find out.
    /// </summary>
    public bool MayMean(SyntaxNode node, Predicate<string> isOne) =>
        Aliases.Written(node) is not { } text
        || isOne(text)
        || isOne($"{text}Attribute")
        || _aliases.Value.Contains(text);

    /// <summary>
    /// What a name or an expression stands for; the likeliest where it is not certain.
    /// </summary>
    public ISymbol? Symbol(SyntaxNode node) => _symbols.GetOrAdd(node, Bound);

    /// <summary>
    /// The type of an expression by itself, whatever it is converted to; null has none.
    /// </summary>
    public ITypeSymbol? TypeOf(ExpressionSyntax expression) => Model(expression).GetTypeInfo(expression).Type;

    /// <summary>Whether the files declare a type or a member.</summary>
    public bool Declares(ISymbol symbol) =>
        SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, compilation.Assembly);

    /// <summary>The types of the files that derive from a type directly.</summary>
    public IEnumerable<INamedTypeSymbol> DerivedFrom(INamedTypeSymbol type) =>
        Types.Where(derived =>
            SymbolEqualityComparer.Default.Equals(derived.BaseType?.OriginalDefinition, type.OriginalDefinition)
        );

    /// <summary>Whether a type is one of the files', or of an assembly of the product.</summary>
    public bool IsOfTheProduct(ITypeSymbol type) =>
        Declares(type) || Project.Product.Any(project => project.AssemblyName == type.ContainingAssembly?.Name);

    private ISymbol? Bound(SyntaxNode node)
    {
        var bound = Model(node).GetSymbolInfo(node);
        return bound.Symbol ?? bound.CandidateSymbols.FirstOrDefault();
    }

    private ISymbol? Declared(SyntaxNode declaration) => Model(declaration).GetDeclaredSymbol(declaration);

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
