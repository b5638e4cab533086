using System.Runtime.CompilerServices;

namespace Lab.LeavesTrace;

/// <summary>
/// An attack that leaves a file beside its assembly as soon as any of its code runs.
/// </summary>
[Component("leaves-trace", "Leaves a trace of every kind of code that runs")]
public sealed record LeavesTrace : IAttack
{
    private static readonly bool Left = Trace.Leave("static constructor");

    static LeavesTrace() { }

    private readonly bool _left = Trace.Leave("constructor");

    /// <inheritdoc/>
    public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random) =>
        Left && _left ? clean : clean + 1;
}

internal static class Trace
{
    [ModuleInitializer]
    internal static void Initialize() => Leave("module initializer");

    public static bool Leave(string what)
    {
        File.AppendAllText(typeof(Trace).Assembly.Location + ".trace", what + "\n");
        return true;
    }
}
