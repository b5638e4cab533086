namespace RoCL.Datasets.Cifar.Pickle;

/// <summary>
/// What a pickle has made so far: values that wait to become part of others, and values that are
/// remembered by number.
/// </summary>
/// <remarks>How many are pushed and remembered over a whole pickle is bounded.</remarks>
internal sealed class PickleStack(PickleInput input)
{
    /// <summary>
    /// The largest official file pushes some 160,000: a name and two labels for each of 50,000
    /// images.
    /// </summary>
    public const int Most = 1 << 20;

    private readonly Stack<PickleValue> _values = new();
    private readonly Dictionary<long, PickleValue> _memo = [];
    private int _pushed;

    public int Count => _values.Count;

    /// <summary>The value that was pushed last.</summary>
    public PickleValue Top => _values.TryPeek(out var value) && value is not PickleValue.Mark ? value : throw Empty();

    public void Push(PickleValue value)
    {
        if (++_pushed > Most)
            throw input.Malformed($"it makes more than {Most} values");
        _values.Push(value);
    }

    public PickleValue Pop()
    {
        var top = Top;
        _values.Pop();
        return top;
    }

    /// <summary>Takes the last value away, be it a mark.</summary>
    public void Drop()
    {
        if (!_values.TryPop(out _))
            throw Empty();
    }

    /// <summary>The last values, in the order in which they were pushed.</summary>
    public PickleValue[] Pop(int count)
    {
        var values = new PickleValue[count];
        for (var i = count - 1; i >= 0; i--)
            values[i] = Pop();
        return values;
    }

    /// <summary>
    /// All values above the last mark, in the order in which they were pushed; the mark goes too.
    /// </summary>
    public PickleValue[] PopToMark()
    {
        var count = _values.TakeWhile(value => value is not PickleValue.Mark).Count();
        if (count == _values.Count)
            throw input.Malformed($"no mark where one is needed, before byte {input.At}");
        var values = Pop(count);
        Drop();
        return values;
    }

    /// <summary>Remembers the last value under a number, or under the next one.</summary>
    public void Remember(long? number = null)
    {
        _memo[number ?? _memo.Count] = Top;
        if (_memo.Count > Most)
            throw input.Malformed($"it remembers more than {Most} values");
    }

    /// <summary>What was remembered.</summary>
    public PickleValue Recall(long number) =>
        _memo.TryGetValue(number, out var value)
            ? value
            : throw input.Malformed($"value {number}, asked for before byte {input.At}, was never remembered");

    private ProblemException Empty() => input.Malformed($"a value is missing on the stack, before byte {input.At}");
}
