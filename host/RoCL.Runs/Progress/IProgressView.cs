namespace RoCL.Runs.Progress;

/// <summary>How far some work has come.</summary>
/// <param name="Stage">The part of the work, in a few words.</param>
/// <param name="Done">Parts finished.</param>
/// <param name="Total">Parts in all; 0 where the work has none.</param>
/// <param name="Detail">More that is worth seeing: epoch, losses.</param>
/// <param name="Speed">Images in a second, where that says something.</param>
public sealed record WorkProgress(string Stage, long Done, long Total, string Detail = "", double? Speed = null)
{
    /// <summary>Data is opened, and evaluations are gone through, before the work begins.</summary>
    public static WorkProgress LookAhead { get; } = new("opening data and going through evaluations", 0, 0);
}

/// <summary>Shows work to a person.</summary>
public interface IProgressView
{
    /// <summary>Begins to show some work, until the display is disposed of.</summary>
    IProgressDisplay Begin();

    /// <summary>Begins to show that a plugin is compiled.</summary>
    /// <param name="plugin">Its name.</param>
    IProgressDisplay Compiling(string plugin)
    {
        var display = Begin();
        display.Show(new WorkProgress($"compiling {plugin}", 0, 0));
        return display;
    }
}

/// <summary>The display of some work that goes on.</summary>
public interface IProgressDisplay : IDisposable
{
    /// <summary>Shows how far the work has come.</summary>
    void Show(WorkProgress progress);
}
