using System.Globalization;
using RoCL.Core;
using TorchSharp;

namespace RoCL.Runs.Machine;

/// <summary>Where arithmetic runs.</summary>
public static class Devices
{
    /// <summary>
    /// The words of <c>--device</c>: <c>auto</c>, <c>cpu</c>, <c>cuda</c>, <c>cuda:1</c>.
    /// </summary>
    /// <returns>ROCL0005 another word; ROCL0702 CUDA is asked for and not there.</returns>
    public static Result<torch.Device> Choose(string wanted) =>
        wanted.Split(':') switch
        {
            ["auto"] => torch.cuda.is_available() ? torch.CUDA : torch.CPU,
            ["cpu"] => torch.CPU,
            ["cuda"] => Cuda(wanted, 0),
            ["cuda", var index] when int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var i) =>
                Cuda(wanted, i),
            _ => new Problem("ROCL0005", "--device", $"'{wanted}' is no device.", "Write auto, cpu, cuda or cuda:N."),
        };

    private static Result<torch.Device> Cuda(string wanted, int index) =>
        torch.cuda.is_available() && index < torch.cuda.device_count()
            ? torch.device("cuda", index)
            : new Problem(
                "ROCL0702",
                "--device",
                $"'{wanted}' is not there: libtorch sees {(torch.cuda.is_available() ? torch.cuda.device_count() : 0)} CUDA device(s).",
                "Use --device cpu, or build with -p:TorchBackend=cuda on a machine with a GPU."
            );
}
