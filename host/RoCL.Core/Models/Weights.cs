using System.Security.Cryptography;
using RoCL.Core.Tensors;

namespace RoCL.Core.Models;

/// <summary>
/// The tensors of a model apart from the model: parameters, running statistics and the optimizer's
/// state, on the CPU, and the architecture that they belong to.
/// </summary>
/// <param name="Tensors">By the names that <see cref="Model.State"/> gives them.</param>
/// <param name="Architecture">
/// <see langword="null"/> where they come from a file that does not say it.
/// </param>
public sealed record Weights(ImmutableSortedDictionary<string, Tensor> Tensors, Architecture? Architecture)
    : IDisposable
{
    /// <summary>The size of all tensors together.</summary>
    public long Bytes => Tensors.Values.Sum(tensor => tensor.NumberOfElements * tensor.ElementSize);

    // What the file says of its tensors' types.
    private string? ChangedType { get; init; }

    /// <summary>
    /// A sentence about the first tensor that no training can have written: of another type than
    /// the file says, not finite, or a running variance below zero; <see langword="null"/> where
    /// all are sound.
    /// </summary>
    public string? Damage()
    {
        if (ChangedType is not null)
            return ChangedType;
        if (Tensors.FirstOrDefault(named => !FiniteNumbers.All(named.Value)).Key is { } notFinite)
            return $"The tensor '{notFinite}' holds numbers that are not finite.";
        return BatchNormVariance.FindNegative(Tensors) is { } negative
            ? $"The running variance '{negative}' holds numbers below zero."
            : null;
    }

    /// <summary>
    /// SHA-256 over names, shapes and bytes of the parameters and running statistics of a model:
    /// two models with the same hash are the same to the bit.
    /// </summary>
    public static string HashOf(Model model)
    {
        var weights = model.Parameters.Concat(model.Buffers);
        using var hash = SHA256.Create();
        using (var hashed = new CryptoStream(Stream.Null, hash, CryptoStreamMode.Write))
            Safetensors.Write(TensorFile.Of(weights), hashed);
        return Convert.ToHexStringLower(hash.Hash!);
    }

    /// <summary>
    /// Copies the weights of a model as they are now; the caller disposes of them.
    /// </summary>
    public static Weights Of(Model model) =>
        new(
            model.State.ToImmutableSortedDictionary(
                tensor => tensor.Key,
                tensor => Copy(tensor.Value),
                StringComparer.Ordinal
            ),
            new(model.Shape, model.Classes) { ClassNames = model.ClassNames }
        );

    /// <summary>
    /// Reads a file that <see cref="Write"/> has written; the caller disposes of them.
    /// </summary>
    /// <param name="stream">A stream that knows its length, placed where the file begins.</param>
    /// <param name="where">The file's name, for messages.</param>
    /// <returns>ROCL0620 to ROCL0627, as <see cref="Safetensors.Read(Stream, string)"/>.</returns>
    public static Result<Weights> Read(Stream stream, string where) =>
        Safetensors
            .Read(stream, where)
            .Then<Weights>(file => new Weights(file.Tensors, Architecture.FromMetadata(file.Metadata))
            {
                ChangedType = TensorTypes.Changed(file.Tensors, file.Metadata),
            });

    /// <summary>Writes them as a safetensors file.</summary>
    public void Write(Stream stream)
    {
        var architecture = Architecture?.ToMetadata() ?? ImmutableDictionary<string, string>.Empty;
        Safetensors.Write(TensorFile.Of(Tensors, architecture.Append(TensorTypes.ToMetadata(Tensors))), stream);
    }

    /// <summary>
    /// Those of the networks alone, without the optimizer's state and those of losses and attacks;
    /// the tensors are the same.
    /// </summary>
    public Weights OfNetworks() =>
        this with
        {
            Tensors = Tensors.Where(tensor => !IsState(tensor.Key)).ToImmutableSortedDictionary(StringComparer.Ordinal),
        };

    private static bool IsState(string name) =>
        name.StartsWith(OptimizerState.Prefix, StringComparison.Ordinal)
        || name.StartsWith(ModelStates.Prefix, StringComparison.Ordinal);

    /// <summary>Copies them into a model.</summary>
    /// <param name="model">A model of the same recipe.</param>
    /// <param name="where">Where they come from, for messages.</param>
    /// <returns>
    /// How many tensors were copied; ROCL0610 with the names where they are not the model's own,
    /// and then nothing was changed.
    /// </returns>
    public Result<int> CopyInto(Model model, string where)
    {
        var copied = model.Restore(Tensors, where);
        if (copied is Result<int>.Ok && Architecture is { ClassNames.IsEmpty: false } trained)
            model.TrainedClassNames = trained.ClassNames;
        return copied;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in Tensors.Values)
            tensor.Dispose();
    }

    // Row by row, as the file has them, so that the thread that writes them has nothing to compute:
    // OpenMP keeps a team for each thread that ever computed, and with more of them than cores its
    // threads no longer spin for one another; training was a fifth slower.
    private static Tensor Copy(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        var detached = tensor.detach();
        var rows = detached.is_contiguous() ? detached.clone() : detached.contiguous();
        return rows.cpu().DetachFromDisposeScope();
    }
}
