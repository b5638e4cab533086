using System.Collections;
using System.Runtime.CompilerServices;

namespace RoCL.Core.Values;

/// <summary>
/// An immutable list that equals another list of equal members in the same order.
/// </summary>
/// <remarks>
/// Immutable arrays compare by reference, and so would every record that holds one: a recipe read
/// twice from the same text would not equal itself.
/// </remarks>
/// <typeparam name="T">The members' type, which compares by value.</typeparam>
[CollectionBuilder(typeof(ValueList), nameof(ValueList.Create))]
public sealed class ValueList<T> : IReadOnlyList<T>, IEquatable<ValueList<T>>
{
    private readonly ImmutableArray<T> _members;

    internal ValueList(ImmutableArray<T> members) => _members = members;

    /// <summary>The number of members.</summary>
    public int Count => _members.Length;

    /// <summary>Whether there are no members.</summary>
    public bool IsEmpty => _members.IsEmpty;

    /// <summary>One member.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> - 1.</param>
    public T this[int index] => _members[index];

    /// <summary>The place of the first member that equals a value; -1 where none does.</summary>
    /// <param name="value">The value.</param>
    public int IndexOf(T value) => _members.IndexOf(value);

    /// <summary>Whether two lists hold equal members in the same order.</summary>
    /// <param name="other">The other list.</param>
    public bool Equals(ValueList<T>? other) => other is not null && _members.SequenceEqual(other._members);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ValueList<T>);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var member in _members)
            hash.Add(member);
        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_members).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The members, for messages.</summary>
    public override string ToString() => $"[{string.Join(", ", _members)}]";
}

/// <summary>Makes lists, for collection expressions.</summary>
public static class ValueList
{
    /// <summary>A list of some members.</summary>
    /// <typeparam name="T">The members' type.</typeparam>
    /// <param name="members">The members, in order.</param>
    public static ValueList<T> Create<T>(ReadOnlySpan<T> members) => new([.. members]);
}
