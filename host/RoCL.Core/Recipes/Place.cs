using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using RoCL.Core.Numbers;

namespace RoCL.Core.Recipes;

/// <summary>
/// A place in a recipe while it is read: what stands there, what it is called, and all problems
/// found so far.
/// </summary>
internal sealed record Place(JsonNode? Node, string Where, ImmutableArray<Problem>.Builder Problems)
{
    /// <summary>Whether nothing stands here.</summary>
    public bool Empty => Node is null;

    /// <summary>
    /// The place under a key; an empty one where there is no object or no such key.
    /// </summary>
    public Place this[string key] =>
        new((Node as JsonObject)?[key], Where.EndsWith(':') ? $"{Where} {key}" : $"{Where}.{key}", Problems);

    /// <summary>The keys of an object; none for anything else.</summary>
    public IEnumerable<string> Keys => (Node as JsonObject)?.Select(pair => pair.Key) ?? [];

    /// <summary>
    /// The members of a list; a single value is a list of one, nothing an empty list.
    /// </summary>
    public ImmutableArray<Place> Members =>
        Node switch
        {
            null => [],
            JsonArray list => [.. list.Select((node, i) => new Place(node, $"{Where}.{i}", Problems))],
            _ => [this],
        };

    /// <summary>Notes a problem.</summary>
    public void Report(string code, string what, string remedy) => Problems.Add(new(code, Where, what, remedy));

    /// <summary>The value of a result, else a stand-in while its problems are noted.</summary>
    public T Take<T>(Result<T> result, T instead)
    {
        Problems.AddRange(result.Problems);
        return result.Match(value => value, _ => instead);
    }

    /// <summary>Notes every key that is not known: ROCL0104.</summary>
    public Place Knowing(params IEnumerable<string> keys)
    {
        if (Node is not null and not JsonObject)
            Wanted("an object");
        foreach (var key in Keys.Except(keys))
        {
            Problems.Add(
                new(
                    "ROCL0104",
                    this[key].Where,
                    "there is no such key.",
                    Nearest.To(key, keys) is { } nearest
                        ? $"Did you mean '{nearest}'?"
                        : $"Known here: {string.Join(", ", keys)}."
                )
            );
        }

        return this;
    }

    /// <summary>A text; ROCL0106 where something else stands.</summary>
    public string Text(string instead) => Value("a text", instead);

    /// <summary>True or false; ROCL0106 where something else stands.</summary>
    public bool Truth(bool instead) => Value("true or false", instead);

    /// <summary>One of a few words; ROCL0122 where none of them stands.</summary>
    public T Word<T>(T instead, params (string Word, T Meaning)[] words)
    {
        var text = Text("");
        if (Empty || text.Length == 0)
            return instead;
        foreach (var (word, meaning) in words)
        {
            if (word == text)
                return meaning;
        }

        Report(
            "ROCL0122",
            $"'{text}' is none of the words that fit here.",
            $"Write one of: {string.Join(", ", words.Select(word => word.Word))}."
        );
        return instead;
    }

    /// <summary>
    /// A number, or how it changes; ROCL0106, ROCL0107 out of range, ROCL0120 no number, ROCL0121
    /// no length of training.
    /// </summary>
    public Schedule Changing(double instead, double low, double high, bool whole = false)
    {
        Schedule schedule = Node is JsonObject ? Ramp(instead) : new Schedule.Constant(Real(instead));
        var (least, greatest) = schedule.Bounds;
        if (least < low || greatest > high || !double.IsFinite(least) || !double.IsFinite(greatest))
        {
            Report(
                "ROCL0107",
                $"{Number.Show(least < low ? least : greatest)} is out of range.",
                $"Write a number from {Number.Show(low)} to {Number.Show(high)}."
            );
        }
        else if (whole && schedule is Schedule.Constant constant && constant.Value != Math.Round(constant.Value))
        {
            Report("ROCL0106", $"{Number.Show(constant.Value)} is no whole number.", "Write a whole number.");
        }

        return schedule;
    }

    /// <summary>A number that stays as it is.</summary>
    public double Fixed(double instead, double low, double high, bool whole = false)
    {
        if (Node is not JsonObject)
            return ((Schedule.Constant)Changing(instead, low, high, whole)).Value;
        return Wanted("one number that stays as it is", instead);
    }

    /// <summary>A length of training.</summary>
    public Span Length(Span instead) => Empty ? instead : Take(Span.Read(Where, Text("")), instead);

    private Schedule.Ramp Ramp(double instead)
    {
        Knowing("from", "to", "over", "every", "ahead");
        foreach (var key in new[] { "from", "to" })
        {
            if (this[key].Empty)
                this[key].Report("ROCL0105", "is missing.", "A schedule has from, to and over.");
        }

        Span? Given(string key) => this[key].Empty ? null : this[key].Length(new Span.Training());
        return new Schedule.Ramp(
            this["from"].Real(instead),
            this["to"].Real(instead),
            this["over"].Length(new Span.Training()),
            Given("every"),
            Given("ahead")
        );
    }

    private double Real(double instead) =>
        Node switch
        {
            null => instead,
            JsonValue value when value.GetValueKind() == JsonValueKind.Number => double.Parse(
                value.ToJsonString(),
                CultureInfo.InvariantCulture
            ),
            JsonValue value when value.TryGetValue(out string? text) => Take(Number.Read(Where, text), instead),
            _ => Wanted("a number", instead),
        };

    private T Value<T>(string what, T instead)
        where T : notnull =>
        Empty ? instead
        : Node is JsonValue value && value.TryGetValue(out T? given) ? given
        : Wanted(what, instead);

    private T Wanted<T>(string what, T instead)
    {
        Wanted(what);
        return instead;
    }

    private void Wanted(string what)
    {
        var found = Node?.ToJsonString() ?? "nothing";
        Report("ROCL0106", $"found {(found.Length > 60 ? found[..60] + "..." : found)}.", $"Write {what}.");
    }
}
