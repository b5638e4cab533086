using RoCL.Core;
using RoCL.Core.Models;
using RoCL.Core.Training;
using Shared.Toys;

namespace Shared.Ranks;

/// <summary>One recipe of toys on several ranks, which are threads of this process.</summary>
public sealed class RankBoxes : IDisposable
{
    private readonly Toybox[] _boxes;

    public RankBoxes(int world, params string[] settings)
        : this(Enumerable.Range(0, world).Select(_ => new Toybox(settings))) { }

    public RankBoxes(IEnumerable<Toybox> boxes) => _boxes = [.. boxes];

    public Toybox this[int rank] => _boxes[rank];

    /// <summary>How many tensors there are, without those that are left to the collector.</summary>
    public static long Tensors()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return Tensor.TotalCount;
    }

    /// <summary>Does the same on every rank at once; what each made, by rank.</summary>
    public T[] Do<T>(Func<Toybox, T> work) =>
        ThreadRanks.Run(
            _boxes.Length,
            ranks =>
            {
                var box = _boxes[ranks.Rank];
                box.Model.Ranks.Join(box.Model, ranks);
                return work(box);
            }
        );

    /// <summary>Takes steps; what rank 0 found.</summary>
    public List<StepResult> Train(long steps, long first = 0) => Do(box => box.Train(first, steps))[0];

    /// <summary>Gives every rank the state of a model.</summary>
    public void Restore(Toybox from)
    {
        foreach (var box in _boxes)
            Assert.That(box.Model.Restore(from.Copy(), "here"), Is.InstanceOf<Result<int>.Ok>());
    }

    /// <summary>Fails where two ranks do not have the same bits.</summary>
    public void RequireEqualBits()
    {
        foreach (var box in _boxes.Skip(1))
            Assert.That(box.State(), Is.EqualTo(_boxes[0].State()).AsCollection, "the same bits on all ranks");
    }

    public void Dispose()
    {
        foreach (var box in _boxes)
            box.Dispose();
    }
}
