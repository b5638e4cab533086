using System.Globalization;
using RoCL.Core.Tensors;

namespace Fidelity.Tests;

/// <summary>
/// One file of golden values: what a reference implementation computed, with its parameters.
/// </summary>
public sealed class Golden
{
    private readonly TensorFile _file;

    private Golden(string path)
    {
        Name = Path.GetFileNameWithoutExtension(path);
        using var stream = File.OpenRead(path);
        _file = Safetensors
            .Read(stream, path)
            .Match(file => file, problems => throw new AssertionException(problems[0].ToString()));
    }

    /// <summary>
    /// The folder: what the environment variable ROCL_GOLDEN names, else the copy beside the tests.
    /// </summary>
    public static string Folder =>
        Environment.GetEnvironmentVariable("ROCL_GOLDEN") is { Length: > 0 } named
            ? named
            : Path.Combine(AppContext.BaseDirectory, "golden");

    /// <summary>The file's name without its ending.</summary>
    public string Name { get; }

    /// <summary>Every file whose name begins so; NUnit names the tests after them.</summary>
    public static IEnumerable<string> Named(string beginning) =>
        Directory
            .EnumerateFiles(Folder, $"{beginning}*.safetensors")
            .Select(path => Path.GetFileNameWithoutExtension(path))
            .Order(StringComparer.Ordinal);

    /// <summary>Opens a file.</summary>
    public static Golden Open(string name) => new(Path.Combine(Folder, $"{name}.safetensors"));

    /// <summary>A tensor.</summary>
    public Tensor this[string name] => _file.Tensors[name];

    /// <summary>The names of all tensors.</summary>
    public IEnumerable<string> Names => _file.Tensors.Keys;

    /// <summary>A parameter that is a number.</summary>
    public double Number(string name) => double.Parse(Text(name), CultureInfo.InvariantCulture);

    /// <summary>A parameter that is a whole number.</summary>
    public int Whole(string name) => int.Parse(Text(name), CultureInfo.InvariantCulture);

    /// <summary>A parameter.</summary>
    public string Text(string name) => _file.Metadata[name];

    public override string ToString() => Name;
}
