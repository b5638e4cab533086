using System.Text;
using RoCL.Runs.Replay;

namespace Shared.Runs;

/// <summary>What the program writes of a step that is taken again.</summary>
internal sealed class ReplayLines : IReplayView
{
    private readonly StringBuilder _lines = new();

    public void Begin(string folder, long first, long failed)
    {
        Write($"{folder}: step {failed}");
        if (first < failed)
            Write($"  from the checkpoint before it: steps {first} to {failed}");
    }

    public void Pass(long failed, string? run) =>
        Write($"  sound   step {failed} passes{(run is null ? "" : $"; go on with: rocl run {run}")}");

    public void Fail(Problem? recorded) =>
        Write(
            recorded is null
                ? "  FAILS   as it did in the run"
                : $"  FAILS   otherwise than in the run, which said: {recorded}"
        );

    public override string ToString() => _lines.ToString();

    private void Write(string line) => _lines.Append(line).Append('\n');
}
