using System.Globalization;
using RoCL.Core.Recipes;
using RoCL.Core.Tensors;
using RoCL.Core.Values;

namespace RoCL.Core.Models;

/// <summary>What a file of weights says of the network that they are of.</summary>
/// <param name="ClassNames">
/// The classes that it was trained on, by number; none where the file does not say.
/// </param>
/// <param name="Normalize">
/// The normalisation in front of it; <see langword="null"/> where the file does not say.
/// </param>
public sealed record WeightsMetadata(ValueList<string> ClassNames, Normalization? Normalize)
{
    private const string ClassesKey = "classes";
    private const string MeanKey = "mean";
    private const string DeviationKey = "deviation";

    /// <summary>What a model is.</summary>
    /// <param name="model">The model.</param>
    public static WeightsMetadata Of(Model model) => new(model.ClassNames, model.Bindings.Recipe.Normalize);

    /// <summary>As an exported file has it: names by lines, numbers with spaces between.</summary>
    public IEnumerable<KeyValuePair<string, string>> ToMetadata() =>
        [
            new(ClassesKey, string.Join('\n', ClassNames)),
            .. Normalize is { } normalize
                ? new KeyValuePair<string, string>[]
                {
                    new(MeanKey, List(normalize.Mean)),
                    new(DeviationKey, List(normalize.Deviation)),
                }
                : [],
        ];

    /// <summary>
    /// From an exported file or a checkpoint of this program; nothing is known of another file.
    /// </summary>
    /// <param name="file">The file.</param>
    public static WeightsMetadata Of(TensorFile file)
    {
        if (Architecture.FromMetadata(file.Metadata) is { } architecture)
            return new(architecture.ClassNames, Normalized.In(file.Tensors));
        var names = file.Metadata.GetValueOrDefault(ClassesKey, "").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var mean = Numbers(file.Metadata, MeanKey);
        var deviation = Numbers(file.Metadata, DeviationKey);
        var isKnown = mean is not null && deviation is not null && mean.Count == deviation.Count;
        return new([.. names], isKnown ? new(mean!, deviation!) : null);
    }

    private static string List(IEnumerable<double> values) =>
        string.Join(' ', values.Select(value => value.ToString("R", CultureInfo.InvariantCulture)));

    // Nothing where the key is not there, or has another program's meaning.
    private static ValueList<double>? Numbers(ImmutableSortedDictionary<string, string> metadata, string key)
    {
        if (!metadata.TryGetValue(key, out var text))
            return null;
        var numbers = new List<double>();
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
                return null;
            numbers.Add(number);
        }

        return [.. numbers];
    }
}
