using System.Security.Cryptography;
using RoCL.Core.Tensors;
using RoCL.Runs.Files;

namespace RoCL.Runs.Checkpoints;

/// <summary>Weights in a file of their own, whoever saved them.</summary>
internal static class WeightsFile
{
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
            return new(Safetensors.Read(stream, path).ValueOrThrow().Tensors, hash);
        }
        catch (Exception fault) when (FileFailure.Is(fault))
        {
            throw new ProblemException(
                new(
                    "ROCL0166",
                    path,
                    $"The weights cannot be read: {fault.Message}",
                    "Name a safetensors file that is there, or the folder of a run."
                )
            );
        }
    }
}
