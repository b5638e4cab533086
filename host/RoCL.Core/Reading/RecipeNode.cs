using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using RoCL.Core.Numbers;

namespace RoCL.Core.Reading;

/// <summary>
/// A place in a recipe while it is read: the JSON there, its file and key, and all problems found
/// so far. What is asked for and not there becomes a problem and a stand-in, so that reading goes
/// on.
/// </summary>
/// <param name="Node">The JSON at the place; <see langword="null"/> where there is none.</param>
/// <param name="Where">The recipe's file and key, as messages name them.</param>
/// <param name="Problems">All problems of the recipe so far.</param>
internal sealed record RecipeNode(JsonNode? Node, string Where, ImmutableArray<Problem>.Builder Problems)
{
    private const int LongestQuote = 60;

    /// <summary>Whether nothing is written here.</summary>
    public bool IsEmpty => Node is null;

    /// <summary>
    /// The place under a key; an empty one where there is no object or no such key.
    /// </summary>
    /// <param name="key">The key.</param>
    public RecipeNode this[string key] =>
        new((Node as JsonObject)?[key], Where.EndsWith(':') ? $"{Where} {key}" : $"{Where}.{key}", Problems);

    /// <summary>The keys of an object; none for anything else.</summary>
    public IEnumerable<string> Keys => (Node as JsonObject)?.Select(pair => pair.Key) ?? [];

    /// <summary>
    /// The members of a list. A single value is a list of one, and nothing is an empty list.
    /// </summary>
    public ImmutableArray<RecipeNode> Members =>
        Node switch
        {
            null => [],
            JsonArray list => [.. list.Select((node, i) => new RecipeNode(node, $"{Where}.{i}", Problems))],
            _ => [this],
        };

    /// <summary>
    /// Reads each member, in their order; what is wrong with one is added meanwhile.
    /// </summary>
    public ImmutableArray<T> ReadMembers<T>(Func<RecipeNode, T> read)
    {
        var values = ImmutableArray.CreateBuilder<T>();
        foreach (var member in Members)
            values.Add(read(member));
        return values.ToImmutable();
    }

    /// <summary>The text here; <see langword="null"/> where there is anything else.</summary>
    public string? TextOrNull => Node is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    /// <summary>Adds a problem at this place.</summary>
    public void Report(string code, string what, string remedy) => Problems.Add(new(code, Where, what, remedy));

    /// <summary>The value of a result, or a stand-in while its problems are added.</summary>
    /// <param name="result">The result.</param>
    /// <param name="standIn">The stand-in.</param>
    public T ValueOf<T>(Result<T> result, T standIn)
    {
        Problems.AddRange(result.Problems);
        return result.Match(value => value, _ => standIn);
    }

    /// <summary>ROCL0106 where there is something else than an object.</summary>
    public void RequireObject()
    {
        if (Node is not null and not JsonObject)
            ReportExpected("an object");
    }

    /// <summary>ROCL0104 for every key that is not one of these.</summary>
    /// <param name="known">The keys that there may be.</param>
    public void AllowKeys(params IEnumerable<string> known)
    {
        RequireObject();
        foreach (var key in Keys.Except(known))
        {
            var nearest = Nearest.To(key, known);
            var remedy = nearest is null
                ? $"Known here: {string.Join(", ", known.Distinct())}."
                : $"Did you mean '{nearest}'?";
            this[key].Report("ROCL0104", $"The recipe has no key '{key}' here.", remedy);
        }
    }

    /// <summary>A text; ROCL0106 where there is something else, or a NUL in it.</summary>
    /// <param name="standIn">The text where nothing is written.</param>
    public string Text(string standIn) => TextOrNull is { } text && !text.Contains('\0') ? text : WithoutText(standIn);

    /// <summary>True or false; ROCL0106 where there is something else.</summary>
    /// <param name="standIn">The value where nothing is written.</param>
    public bool Truth(bool standIn)
    {
        if (IsEmpty)
            return standIn;
        return Node is JsonValue value && value.TryGetValue(out bool truth)
            ? truth
            : Expected("true or false", standIn);
    }

    /// <summary>
    /// One of a few words; ROCL0122 where there is another word, an empty one too.
    /// </summary>
    /// <param name="standIn">The meaning where nothing is written.</param>
    /// <param name="words">The words and their meanings.</param>
    public T Choice<T>(T standIn, params (string Word, T Meaning)[] words)
    {
        if (TextOrNull is not { } text)
            return WithoutText(standIn);
        foreach (var (word, meaning) in words)
        {
            if (word == text)
                return meaning;
        }

        var known = string.Join(", ", words.Select(word => word.Word));
        Report("ROCL0122", $"The word '{text}' has no meaning here.", $"Write one of: {known}.");
        return standIn;
    }

    /// <summary>A length of training; ROCL0121 where there is something else.</summary>
    /// <param name="standIn">The length where nothing is written.</param>
    public Span Length(Span standIn) =>
        TextOrNull is { } text ? ValueOf(Span.Read(Where, text), standIn) : WithoutText(standIn);

    /// <summary>Adds ROCL0105: what the recipe has to say here is missing.</summary>
    /// <param name="what">What is missing, a sentence.</param>
    /// <param name="remedy">What to write, a sentence.</param>
    public void ReportMissing(string what, string remedy) => Report("ROCL0105", what, remedy);

    /// <summary>Adds ROCL0106, and gives a stand-in.</summary>
    /// <param name="what">What was expected, such as <c>a text</c>.</param>
    /// <param name="standIn">The stand-in.</param>
    public T Expected<T>(string what, T standIn)
    {
        ReportExpected(what);
        return standIn;
    }

    private string WantedText => TextOrNull is null ? "a text" : "a text without the character NUL";

    private T WithoutText<T>(T standIn) => IsEmpty ? standIn : Expected(WantedText, standIn);

    private void ReportExpected(string what)
    {
        // A quotation mark as a person writes it.
        var asWritten = new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        var found = Node?.ToJsonString(asWritten) ?? "nothing";
        var quote = found.Length > LongestQuote ? $"{found[..LongestQuote]}..." : found;
        Report("ROCL0106", $"The recipe has {quote} here.", $"Write {what}.");
    }
}
