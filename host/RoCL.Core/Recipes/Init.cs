using System.IO.Enumeration;
using RoCL.Core.Components;
using RoCL.Core.Values;

namespace RoCL.Core.Recipes;

/// <summary>
/// The weights that training begins with, in place of newly drawn ones: a recipe's <c>init</c>.
/// </summary>
/// <param name="From">Another run's folder, or a safetensors file.</param>
/// <param name="Parts">
/// The parts of the model that begin with them, at least one: <c>encoder</c>, <c>heads</c>,
/// <c>heads.projector</c>, or a pattern of tensors' names such as <c>encoder.layer1.*</c>.
/// </param>
public sealed record Init(OptionValue.Model From, ValueList<string> Parts)
{
    /// <summary>The end of the name of a file, in place of a run's folder.</summary>
    public const string FileExtension = ".safetensors";

    /// <summary>The parts where a recipe names none.</summary>
    public const string UsualPart = "encoder";

    /// <summary>Whether the weights are in a file by themselves, without a run.</summary>
    public bool IsFile => From.Run.EndsWith(FileExtension, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a tensor belongs to a part.</summary>
    /// <param name="part">One of <see cref="Parts"/>.</param>
    /// <param name="tensor">Its name in the model, such as <c>encoder.conv1.weight</c>.</param>
    public static bool Has(string part, string tensor) =>
        tensor.StartsWith($"{part}.", StringComparison.Ordinal)
        || FileSystemName.MatchesSimpleExpression(part, tensor, ignoreCase: false);
}
