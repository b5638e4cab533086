using System.Globalization;
using RoCL.Core;
using TorchSharp;

namespace RoCL.Runs.Machine;

/// <summary>Where arithmetic runs.</summary>
public static class Devices
{
    /// <summary>
    /// The device that a word of <c>--device</c> names: <c>auto</c>, <c>cpu</c>, <c>cuda</c>,
    /// <c>cuda:1</c>.
    /// </summary>
    /// <returns>
    /// ROCL0005 another word; ROCL0702 CUDA is asked for and not there; where libtorch has to be
    /// asked and does not load, as <see cref="TorchProbe.Failure"/>.
    /// </returns>
    public static Result<torch.Device> Choose(string wanted)
    {
        switch (wanted.Split(':'))
        {
            case ["auto"]:
                return Count().Then<torch.Device>(count => count > 0 ? torch.CUDA : torch.CPU);
            case ["cpu"]:
                return torch.CPU;
            case ["cuda"]:
                return Cuda(wanted, 0);
            case ["cuda", var digits]
                when int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var index):
                return Cuda(wanted, index);
            default:
                return new Problem(
                    "ROCL0005",
                    "--device",
                    $"'{wanted}' does not name a device.",
                    "Write auto, cpu, cuda or cuda:N."
                );
        }
    }

    private static Result<torch.Device> Cuda(string wanted, int index) =>
        Count()
            .Then<torch.Device>(count =>
                index < count
                    ? torch.device("cuda", index)
                    : new Problem(
                        "ROCL0702",
                        "--device",
                        $"There is no device '{wanted}': libtorch sees {count} CUDA device(s).",
                        "Use --device cpu, or build with -p:TorchBackend=cuda on a machine with a GPU."
                    )
            );

    /// <summary>How many CUDA devices libtorch sees.</summary>
    /// <returns>Where libtorch does not load, as <see cref="TorchProbe.Failure"/>.</returns>
    public static Result<int> Count()
    {
        if (TorchProbe.Failure() is { } failure)
            return failure;
        return torch.cuda.is_available() ? torch.cuda.device_count() : 0;
    }
}
