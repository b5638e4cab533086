namespace Tables.Scale;

/// <summary>A network, as far as the cost of a step depends on it.</summary>
/// <param name="Name">Its name in tables.</param>
/// <param name="Forward">
/// Operations of a forward pass of one image of 32x32, 2 for a product and a sum.
/// </param>
/// <param name="Weights">The numbers that gradients are added up of.</param>
/// <param name="Activations">Bytes that an image in a training pass keeps for the gradient.</param>
/// <param name="Norms">The batch-norm layers.</param>
internal sealed record ScaledNetwork(string Name, double Forward, double Weights, double Activations, int Norms);

/// <summary>Devices and what connects them.</summary>
/// <param name="Name">Their name in tables.</param>
/// <param name="Rate">Operations a second that a step of RoCL makes on one of them.</param>
/// <param name="Bandwidth">Bytes a second from one rank to the next.</param>
/// <param name="Latency">Seconds that a message takes, however short.</param>
/// <param name="Memory">Bytes of a device.</param>
internal sealed record ScaledMachine(string Name, double Rate, double Bandwidth, double Latency, double Memory)
{
    /// <summary>
    /// How many ranks the cores of the machine carry at once, where all ranks share one;
    /// <see langword="null"/> where each has its own device.
    /// </summary>
    public int? Cores { get; init; }

    /// <summary>Operations a second of each of several ranks.</summary>
    /// <param name="ranks">How many.</param>
    public double RateOf(double ranks) => Cores is { } cores ? Rate * Math.Min(1, cores / ranks) : Rate;
}

/// <summary>What a step takes.</summary>
/// <param name="Passes">Seconds in the networks.</param>
/// <param name="Loss">Seconds in the loss, of a rank's own rows against all.</param>
/// <param name="Messages">Seconds in collectives.</param>
/// <param name="Traffic">Bytes that each rank sends.</param>
/// <param name="Memory">Bytes of each rank at the most.</param>
/// <param name="Similarity">Those of them that are similarities.</param>
internal sealed record ScaledStep(
    double Passes,
    double Loss,
    double Messages,
    double Traffic,
    double Memory,
    double Similarity
)
{
    /// <summary>Seconds of the whole step.</summary>
    public double Seconds => Passes + Loss + Messages;
}

/// <summary>
/// How a step of RoCL grows with the batch and the ranks: the passes are divided among ranks, the
/// gradients and outputs are exchanged, and each rank compares its own rows with all.
/// </summary>
internal static class ScaleModel
{
    private const double BytesOfNumber = 4;
    private const int Views = 3;
    private const int Width = 128;

    // Of PGD-7: a forward pass and one back to the image in each iteration, and the target's once.
    private const double PassesOfAttack = 7 * 2 + 1;

    // Of each trained view: a forward pass, and back to images and weights.
    private const double PassesOfTraining = 3 * Views;

    // The similarities, their logarithms, their gradient, and the copy without the diagonal.
    private const double CopiesOfSimilarity = 4;

    // A batch-norm layer exchanges its statistics forward, and two sums back.
    private const double MessagesOfNorm = 2;

    // The outputs of views, labels and places, the meeting after the views, the losses of two
    // terms, and the flags.
    private const double MessagesOfStep = Views + 6;

    // The outputs are gathered; their gradient is added up, which sends twice as much.
    private const double CopiesOfOutputs = 3;

    // Weights, gradients, momentum, and the buffer that is added up.
    private const double CopiesOfWeights = 4;

    /// <summary>The numbers that are added up in one message.</summary>
    private const double Piece = 1 << 20;

    /// <summary>Forward passes that an image of the batch costs, in all.</summary>
    public const double PassesOfImage = PassesOfAttack + PassesOfTraining;

    /// <summary>What a step takes.</summary>
    /// <param name="network">The encoder.</param>
    /// <param name="machine">The devices.</param>
    /// <param name="batch">Images of a step, over all ranks.</param>
    /// <param name="ranks">How many ranks.</param>
    public static ScaledStep Of(ScaledNetwork network, ScaledMachine machine, double batch, double ranks)
    {
        var share = batch / ranks;
        var rows = Views * batch;
        var rate = machine.RateOf(ranks);
        var passes = share * PassesOfImage * network.Forward / rate;
        // Two products of [VN / R, D] and [D, VN] each way.
        var loss = 3 * 2 * rows / ranks * rows * Width / rate;

        var others = (ranks - 1) / ranks;
        var gradients = 2 * network.Weights * BytesOfNumber * others;
        var outputs = CopiesOfOutputs * rows * Width * BytesOfNumber * others;
        var traffic = ranks == 1 ? 0 : gradients + outputs;
        var count =
            MessagesOfNorm * network.Norms
            + MessagesOfStep
            + Math.Ceiling(network.Weights / Piece)
            + Math.Ceiling(rows * Width / Piece);
        var messages =
            ranks == 1 ? 0 : traffic / machine.Bandwidth + count * machine.Latency * Math.Ceiling(Math.Log2(ranks));

        var similarity = CopiesOfSimilarity * rows / ranks * rows * BytesOfNumber;
        var memory =
            similarity
            + Views * share * network.Activations
            + CopiesOfWeights * network.Weights * BytesOfNumber
            + 2 * rows * Width * BytesOfNumber;
        return new(passes, loss, messages, traffic, memory, similarity);
    }

    /// <summary>The largest batch that one rank still holds, by powers of two.</summary>
    /// <param name="network">The encoder.</param>
    /// <param name="machine">The devices.</param>
    /// <param name="ranks">How many ranks.</param>
    public static double LargestBatch(ScaledNetwork network, ScaledMachine machine, double ranks)
    {
        var batch = 2 * ranks;
        while (Of(network, machine, 2 * batch, ranks).Memory <= machine.Memory)
            batch *= 2;
        return batch;
    }
}
