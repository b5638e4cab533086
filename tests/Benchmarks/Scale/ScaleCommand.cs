using System.Diagnostics;
using System.Globalization;
using RoCL.Core.Ranks;
using RoCL.Runs.Ranks;
using Tables.Scale;

namespace Benchmarks.Scale;

/// <summary>
/// Prints how a step grows with ranks and batch, as <c>docs/scale.md</c> has it; and, in processes
/// that mpirun has started, measures what the ranks of this machine take to exchange numbers.
/// </summary>
internal static class ScaleCommand
{
    /// <summary>The first argument that asks for the tables.</summary>
    public const string Name = "scale";

    /// <summary>The argument that asks for a measurement.</summary>
    public const string Measure = "--measure";

    private const int Rounds = 40;

    // As many machines as the suite has runs of its own, three seeds of five trainings.
    private const int Cluster = 15;

    /// <summary>Prints the tables, or measures.</summary>
    public static int Run(IReadOnlyList<string> arguments)
    {
        if (arguments.Contains(Measure))
            return Measured();
        if (arguments.Contains(StepMeasurement.Argument))
            return StepMeasurement.Run();
        foreach (var network in ScaleConstants.Networks)
        {
            Console.WriteLine($"\n{network.Name}: seconds a step, megabytes sent, gigabytes kept\n");
            Console.Write(ScaleTable.Of(network, ScaleConstants.TwoCores));
        }
        Console.WriteLine("\nWhat was measured:\n");
        Console.Write(MeasuredScale.Kept().ToTable());
        Console.WriteLine("\nThe paper's first table, ResNet-18:\n");
        Console.WriteLine(PaperTable.Of(ScaleConstants.ResNet18, ScaleConstants.TwoCores));
        Console.WriteLine(PaperTable.OnCluster(ScaleConstants.ResNet18, ScaleConstants.TwoCores, Cluster));
        return 0;
    }

    // The shortest of many: what else the machine does only makes it longer.
    private static int Measured()
    {
        if (Mpi.Start() is not RoCL.Core.Result<ICollective>.Ok { Value: var ranks })
            return 1;
        using (ranks)
        {
            using var gradients = ones((long)ScaleConstants.ResNet18.Weights);
            using var little = ones([1, 128], ScalarType.Float64);
            var sum = Shortest(ranks, () => FlatNumbers.Sum(ranks, [gradients], 1.0 / ranks.World));
            var message = Shortest(ranks, () => ranks.Gather(little).Dispose());
            var flag = Shortest(ranks, () => ranks.Max(little));
            if (ranks.Rank == 0)
            {
                Console.WriteLine(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{ranks.World} ranks: gradients of ResNet-18 {sum * 1e3:0.0} ms, little gather "
                            + $"{message * 1e6:0} us, little maximum {flag * 1e6:0} us"
                    )
                );
            }
        }
        return 0;
    }

    private static double Shortest(ICollective ranks, Action exchange)
    {
        var shortest = double.PositiveInfinity;
        for (var round = 0; round < Rounds; round++)
        {
            ranks.Barrier();
            var begun = Stopwatch.GetTimestamp();
            exchange();
            shortest = Math.Min(shortest, Stopwatch.GetElapsedTime(begun).TotalSeconds);
        }
        return shortest;
    }
}
