namespace RoCL.Core;

/// <summary>A value, or everything that a person has to repair before there can be one.</summary>
/// <typeparam name="T">What was asked for.</typeparam>
public abstract record Result<T>
{
    private Result() { }

    /// <summary>The value.</summary>
    /// <param name="Value">What was asked for.</param>
    public sealed record Ok(T Value) : Result<T>;

    /// <summary>No value.</summary>
    /// <param name="Reasons">All that is wrong, at least one.</param>
    public sealed record Failed(ImmutableArray<Problem> Reasons) : Result<T>;

    /// <summary>A value is a result.</summary>
    public static implicit operator Result<T>(T value) => new Ok(value);

    /// <summary>A problem is a result.</summary>
    public static implicit operator Result<T>(Problem problem) => new Failed([problem]);

    /// <summary>Problems are a result; there has to be one at least.</summary>
    public static implicit operator Result<T>(ImmutableArray<Problem> problems) => new Failed(problems);

    /// <summary>The problems; none for a value.</summary>
    public ImmutableArray<Problem> Problems => this is Failed failed ? failed.Reasons : [];

    /// <summary>What follows from the value, when there is one.</summary>
    public Result<TNext> Then<TNext>(Func<T, Result<TNext>> next) =>
        this switch
        {
            Ok ok => next(ok.Value),
            Failed failed => new Result<TNext>.Failed(failed.Reasons),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>The value.</summary>
    /// <exception cref="ProblemException">There is none: all the problems.</exception>
    public T ValueOrThrow() => Match(value => value, problems => throw ProblemException.Of(problems));

    /// <summary>One of two answers.</summary>
    public TAnswer Match<TAnswer>(Func<T, TAnswer> ok, Func<ImmutableArray<Problem>, TAnswer> failed) =>
        this switch
        {
            Ok value => ok(value.Value),
            Failed problems => failed(problems.Reasons),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}

/// <summary>What can be said of several results.</summary>
public static class Result
{
    /// <summary>All values, or every problem of every one.</summary>
    /// <typeparam name="T">What was asked for.</typeparam>
    public static Result<ImmutableArray<T>> All<T>(IEnumerable<Result<T>> results)
    {
        var read = results.ToImmutableArray();
        return read.SelectMany(result => result.Problems).ToImmutableArray() is { IsEmpty: false } problems
            ? problems
            : read.OfType<Result<T>.Ok>().Select(ok => ok.Value).ToImmutableArray();
    }
}
