namespace RoCL.Attacks.AutoAttack;

/// <summary>The steps between two checkpoints of APGD, fewer from one window to the next.</summary>
/// <remarks>
/// The first checkpoint comes after 22 % of the iterations, each next one after 3 % fewer, down to
/// 6 %.
/// <para>Reference: Croce and Hein 2020, arXiv:2003.01690, section 3.</para>
/// </remarks>
/// <param name="Length">Steps in this window.</param>
/// <param name="Decrease">By how many steps the next window is shorter.</param>
/// <param name="Shortest">The fewest steps that a window has.</param>
internal sealed record CheckpointWindow(int Length, int Decrease, int Shortest)
{
    /// <summary>The first window of a run.</summary>
    /// <param name="iterations">Of the run.</param>
    public static CheckpointWindow First(int iterations) =>
        new(Part(0.22, iterations), Part(0.03, iterations), Part(0.06, iterations));

    /// <summary>The window after this one.</summary>
    public CheckpointWindow Next() => this with { Length = Math.Max(Length - Decrease, Shortest) };

    private static int Part(double share, int iterations) => Math.Max((int)(share * iterations), 1);
}
