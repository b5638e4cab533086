using System.Security.Cryptography;
using RoCL.Core.Models;
using RoCL.Core.Recipes;
using RoCL.Core.Tensors;
using RoCL.Runs.Files;

namespace RoCL.Runs.Checkpoints;

/// <summary>Weights in a file of their own, whoever saved them.</summary>
public static class WeightsFile
{
    /// <summary>
    /// The normalisation that a file has for its encoder; <see langword="null"/> where it has none,
    /// or cannot be read, which is refused where the weights are taken.
    /// </summary>
    /// <param name="files">The disk.</param>
    /// <param name="path">The file.</param>
    public static Normalization? NormalizationIn(IFiles files, string path)
    {
        try
        {
            using var saved = Read(files, path);
            return saved.Normalize is { Mean.IsEmpty: false } normalize ? normalize : null;
        }
        catch (ProblemException)
        {
            return null;
        }
    }

    /// <summary>Reads a safetensors file; the caller disposes of its tensors.</summary>
    /// <param name="files">The disk.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="ProblemException">
    /// ROCL0166 it cannot be read; ROCL0620 to ROCL0627 as <see cref="Safetensors"/>.
    /// </exception>
    public static SavedTensors Read(IFiles files, string path)
    {
        try
        {
            using var stream = files.Read(path);
            var hash = Convert.ToHexStringLower(SHA256.HashData(stream));
            stream.Position = 0;
            var file = Safetensors.Read(stream, path).ValueOrThrow();
            var says = WeightsMetadata.Of(file);
            return new(file.Tensors, hash) { ClassNames = says.ClassNames, Normalize = says.Normalize };
        }
        catch (Exception fault) when (FileFailure.Is(fault))
        {
            throw new ProblemException(
                new(
                    "ROCL0166",
                    path,
                    $"The weights cannot be read: {FaultText.Of(fault, path)}",
                    "Name a safetensors file that is there, or the folder of a run."
                )
            );
        }
    }
}
