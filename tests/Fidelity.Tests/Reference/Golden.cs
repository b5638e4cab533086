using System.Globalization;
using System.Text.RegularExpressions;
using RoCL.Core.Tensors;

namespace Fidelity.Tests.Reference;

/// <summary>
/// One file of golden values: what a reference implementation computed, and the figures that it
/// computed them with.
/// </summary>
/// <remarks>
/// A test takes no figure for granted that the file states: the files of another folder
/// (<see cref="Folder"/>) may have been computed with others.
/// </remarks>
public sealed class Golden
{
    private const string Ending = ".safetensors";

    private readonly TensorFile _file;

    private Golden(string path)
    {
        Name = Path.GetFileNameWithoutExtension(path);
        using var stream = File.OpenRead(path);
        _file = Safetensors
            .Read(stream, path)
            .Match(file => file, problems => throw new AssertionException(problems[0].ToString()));
    }

    /// <summary>The copy of the golden files that is built beside the tests.</summary>
    public static string OwnFolder => Path.Combine(AppContext.BaseDirectory, "golden");

    /// <summary>
    /// The folder that is tested against: the one that the environment variable ROCL_GOLDEN names,
    /// else <see cref="OwnFolder"/>.
    /// </summary>
    public static string Folder
    {
        get
        {
            var other = Environment.GetEnvironmentVariable("ROCL_GOLDEN");
            return string.IsNullOrEmpty(other) ? OwnFolder : other;
        }
    }

    /// <summary>
    /// A control shows that a criterion finds what is wrong, with our own files: others may hold
    /// attacks that rounding decides.
    /// </summary>
    public static void OwnFilesOnly() => Assume.That(Folder, Is.EqualTo(OwnFolder), "a control, with our own files");

    /// <summary>The file's name without its ending.</summary>
    public string Name { get; }

    /// <summary>The names of all tensors.</summary>
    public IEnumerable<string> Names => _file.Tensors.Keys;

    /// <summary>The names of all parameters.</summary>
    public IEnumerable<string> Parameters => _file.Metadata.Keys;

    /// <summary>Whether the network's weights are in a file of their own.</summary>
    public bool HasNetworkFile =>
        Parameters.Contains("network") && Text("network").Contains(Ending, StringComparison.Ordinal);

    /// <summary>
    /// The name of the file that holds the network: the first word of the parameter
    /// <c>network</c>.
    /// </summary>
    public string Network => Figure("network", $@"^(\S+?){Regex.Escape(Ending)}");

    /// <summary>A tensor.</summary>
    public Tensor this[string name] => _file.Tensors[name];

    /// <summary>The names of a folder's files that begin so, in order.</summary>
    public static IEnumerable<string> Named(string beginning, string folder) =>
        Directory
            .EnumerateFiles(folder, $"{beginning}*{Ending}")
            .Select(path => Path.GetFileNameWithoutExtension(path))
            .Order(StringComparer.Ordinal);

    /// <summary>Opens a file of <see cref="Folder"/>.</summary>
    public static Golden Open(string name) => Open(name, Folder);

    /// <summary>Opens a file of a folder.</summary>
    public static Golden Open(string name, string folder) => new(Path.Combine(folder, name + Ending));

    /// <summary>The names of the tensors that begin so; there has to be one.</summary>
    public IReadOnlyList<string> NamesFrom(string beginning)
    {
        var names = Names.Where(name => name.StartsWith(beginning, StringComparison.Ordinal)).ToList();
        Assert.That(names, Is.Not.Empty, $"{Name} has no tensor whose name begins with '{beginning}'");
        return names;
    }

    /// <summary>A parameter, as it is written.</summary>
    public string Text(string name) =>
        _file.Metadata.TryGetValue(name, out var text)
            ? text
            : throw new AssertionException($"{Name} has no parameter '{name}'");

    /// <summary>A parameter that is a number.</summary>
    public double Number(string name) => double.Parse(Text(name), CultureInfo.InvariantCulture);

    /// <summary>A parameter that is a whole number.</summary>
    public int Whole(string name) => int.Parse(Text(name), CultureInfo.InvariantCulture);

    /// <summary>A parameter that is true or false.</summary>
    public bool Flag(string name) => bool.Parse(Text(name));

    /// <summary>A number inside a parameter's sentence.</summary>
    /// <param name="name">The parameter.</param>
    /// <param name="pattern">A regular expression; its first group is the number.</param>
    public double NumberIn(string name, string pattern) =>
        double.Parse(Figure(name, pattern), CultureInfo.InvariantCulture);

    /// <summary>A word inside a parameter's sentence.</summary>
    /// <param name="name">The parameter.</param>
    /// <param name="pattern">A regular expression; its first group is the word.</param>
    public string Figure(string name, string pattern)
    {
        var match = Regex.Match(Text(name), pattern, RegexOptions.CultureInvariant);
        return match.Success
            ? match.Groups[1].Value
            : throw new AssertionException($"{Name}: the parameter '{name}' is '{Text(name)}', not /{pattern}/");
    }

    public override string ToString() => Name;
}
