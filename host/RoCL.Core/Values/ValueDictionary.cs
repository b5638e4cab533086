using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace RoCL.Core.Values;

/// <summary>
/// An immutable map from names to values that equals another map of equal entries.
/// </summary>
/// <remarks>Entries are enumerated in the ordinal order of their names.</remarks>
/// <typeparam name="T">The values' type, which compares by value.</typeparam>
public sealed class ValueDictionary<T> : IReadOnlyDictionary<string, T>, IEquatable<ValueDictionary<T>>
{
    private readonly ImmutableSortedDictionary<string, T> _entries;

    internal ValueDictionary(ImmutableSortedDictionary<string, T> entries) => _entries = entries;

    /// <inheritdoc/>
    public int Count => _entries.Count;

    /// <inheritdoc/>
    public T this[string key] => _entries[key];

    /// <inheritdoc/>
    public IEnumerable<string> Keys => _entries.Keys;

    /// <inheritdoc/>
    public IEnumerable<T> Values => _entries.Values;

    /// <inheritdoc/>
    public bool ContainsKey(string key) => _entries.ContainsKey(key);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out T value) => _entries.TryGetValue(key, out value);

    /// <summary>The map with one more entry, in place of another of its name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The value.</param>
    public ValueDictionary<T> With(string name, T value) => new(_entries.SetItem(name, value));

    /// <summary>Whether two maps hold equal values under the same names.</summary>
    /// <param name="other">The other map.</param>
    public bool Equals(ValueDictionary<T>? other) => other is not null && _entries.SequenceEqual(other._entries);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ValueDictionary<T>);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var entry in _entries)
            hash.Add(entry);
        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, T>> GetEnumerator() => _entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The entries, for messages.</summary>
    public override string ToString() =>
        $"{{ {string.Join(", ", _entries.Select(entry => $"{entry.Key} = {entry.Value}"))} }}";
}

/// <summary>Makes dictionaries.</summary>
public static class ValueDictionary
{
    /// <summary>A dictionary of some entries, each name once.</summary>
    /// <typeparam name="T">The values' type.</typeparam>
    /// <param name="entries">The entries, in any order.</param>
    public static ValueDictionary<T> Of<T>(IEnumerable<KeyValuePair<string, T>> entries) =>
        new(entries.ToImmutableSortedDictionary(StringComparer.Ordinal));

    /// <summary>The dictionary without entries.</summary>
    /// <typeparam name="T">The values' type.</typeparam>
    public static ValueDictionary<T> Empty<T>() => Of<T>([]);
}
