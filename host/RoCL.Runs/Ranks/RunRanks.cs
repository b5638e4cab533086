using RoCL.Core.Models;
using RoCL.Core.Ranks;
using TorchSharp;

namespace RoCL.Runs.Ranks;

/// <summary>
/// The ranks of the one run of this process, from their first word to the last: rank 0 says when
/// the training begins, and all leave when it has ended.
/// </summary>
public sealed class RunRanks
{
    // A rank that failed says so and ends all; nobody waits for longer than ten seconds.
    private static readonly TimeSpan PatienceWithOthers = TimeSpan.FromSeconds(8);

    private Model? _model;

    /// <summary>Whether the ranks train, so that an end of one has to end all.</summary>
    public bool AreAtWork { get; private set; }

    /// <summary>The ranks; a single one before <see cref="Join"/> and after the training.</summary>
    public ICollective Collective { get; private set; } = SingleRank.Instance;

    /// <summary>How many ranks train the run; it stays when they have left.</summary>
    public int World { get; private set; } = 1;

    /// <summary>
    /// What connects the ranks, as <c>--ranks</c> has it; empty for a single one. It stays when
    /// they have left.
    /// </summary>
    public string Kind { get; private set; } = "";

    /// <summary>Whether a supervisor started the ranks, and starts them again.</summary>
    public bool AreSupervised { get; set; }

    /// <summary>Whether a fault that may pass ended the training.</summary>
    public bool MayBeginAgain { get; set; }

    /// <summary>Whether all ranks are started again after the fault.</summary>
    public bool BeginAgain => AreSupervised && MayBeginAgain;

    /// <summary>Takes over the ranks.</summary>
    /// <param name="collective">The ranks.</param>
    /// <param name="kind">What connects them, as <c>--ranks</c> has it.</param>
    public void Join(ICollective collective, string kind = "")
    {
        Collective = collective;
        World = collective.World;
        Kind = kind;
    }

    /// <summary>
    /// Rank 0 begins the training, and the others learn it: their model becomes that of rank 0.
    /// </summary>
    /// <param name="model">The model, which the ranks train together from now on.</param>
    /// <param name="next">The step that comes next, on rank 0.</param>
    /// <returns>The step that comes next.</returns>
    public long Begin(Model model, long next)
    {
        if (Collective.World == 1)
            return next;
        if (Collective.Rank == 0)
            Say(true);
        AreAtWork = true;
        using var scope = torch.NewDisposeScope();
        using var quiet = torch.no_grad();
        var first = torch.tensor(new[] { next });
        Collective.Broadcast(first);
        foreach (var tensor in model.State.Values)
            Receive(tensor);
        model.Ranks.Join(model, Collective);
        _model = model;
        return first[0].item<long>();
    }

    /// <summary>Whether rank 0 begins a training; it ends without one otherwise.</summary>
    public bool Hears()
    {
        using var word = torch.zeros(1, torch.ScalarType.Int64);
        Collective.Broadcast(word);
        return word.item<long>() != 0;
    }

    /// <summary>Says that all ranks begin again after a fault of this one.</summary>
    /// <param name="fault">How it failed.</param>
    public string Passing(Exception fault) =>
        $"rank {Collective.Rank} failed ({fault.Message.Split('\n')[0].Trim()}); all ranks begin again";

    /// <summary>
    /// Waits for the end of all ranks where another one has failed: it says why, and ends them.
    /// </summary>
    /// <param name="fault">How this rank failed.</param>
    internal static void WaitWhereAnotherFailed(Exception fault)
    {
        if (fault is ProblemException { Problem.Code: Meeting.FailedCode })
            Thread.Sleep(PatienceWithOthers);
    }

    /// <summary>The training has ended on all ranks alike: each goes its own way.</summary>
    public void Leave()
    {
        if (!AreAtWork)
            return;
        AreAtWork = false;
        _model?.Ranks.Join(_model, SingleRank.Instance);
        _model = null;
        Collective.Barrier();
        End();
    }

    /// <summary>Ends without a training, which the others learn from rank 0.</summary>
    /// <param name="areWaiting">Whether they wait for its word.</param>
    public void EndWithout(bool areWaiting)
    {
        if (areWaiting && Collective.World > 1 && Collective.Rank == 0)
            Say(false);
        End();
    }

    /// <summary>Leaves the library, once nobody waits for this rank.</summary>
    public void End()
    {
        Collective.Dispose();
        Collective = SingleRank.Instance;
    }

    private void Say(bool begins)
    {
        using var word = torch.full(1, begins ? 1 : 0, torch.ScalarType.Int64);
        Collective.Broadcast(word);
    }

    private void Receive(torch.Tensor tensor)
    {
        var numbers = tensor.detach();
        if (numbers.dtype is not (torch.ScalarType.Float32 or torch.ScalarType.Float64 or torch.ScalarType.Int64))
            numbers = numbers.to(torch.ScalarType.Int64);
        numbers = numbers.contiguous();
        Collective.Broadcast(numbers);
        tensor.copy_(numbers);
    }
}
