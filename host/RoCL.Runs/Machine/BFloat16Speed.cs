using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using RoCL.Contracts.Native;
using RoCL.Core.Plans;
using RoCL.Core.Recipes;
using RoCL.Runs.Files;
using TorchSharp;

namespace RoCL.Runs.Machine;

/// <summary>
/// Whether a device computes faster in bfloat16 than in float32: processors without instructions
/// for it are slower.
/// </summary>
/// <remarks>
/// Measured once a machine, by a convolution and its gradient, and kept in the cache: a run that
/// goes on there decides as it began.
/// </remarks>
public static class BFloat16Speed
{
    private const int Rounds = 10;
    private const double LeastGain = 1.1;

    /// <summary>
    /// The plan as it is computed on a device: in float32 where bfloat16 gains nothing there.
    /// </summary>
    /// <param name="plan">The method on its data.</param>
    /// <param name="device">Where arithmetic runs.</param>
    /// <param name="files">The disk, which has the cache.</param>
    /// <param name="said">Gets ROCL0720 where the plan is another one.</param>
    public static Plan WithSuitablePrecision(Plan plan, torch.Device device, IFiles files, Action<Problem> said) =>
        plan.Recipe.Precision == Precision.Exact
            ? plan
            : WithSuitablePrecision(plan, device, Gain(device, files), said);

    /// <summary>As the other, where the gain is known.</summary>
    internal static Plan WithSuitablePrecision(Plan plan, torch.Device device, double? gain, Action<Problem> said)
    {
        if (plan.Recipe.Precision == Precision.Exact || gain >= LeastGain)
            return plan;
        var what = gain is { } known
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"On {device}, bfloat16 is {known:0.0#} times as fast as float32."
            )
            : $"The device {device} does not compute in bfloat16.";
        said(
            new(
                "ROCL0720",
                $"{plan.Recipe.Source}: precision",
                $"{what} The run computes in float32.",
                "Write \"precision\": \"exact\", or take a processor that multiplies bfloat16."
            )
        );
        return plan.InFloat32();
    }

    /// <summary>As the other, where it was said already or nobody is to read it.</summary>
    /// <param name="plan">The method on its data.</param>
    /// <param name="device">Where arithmetic runs.</param>
    /// <param name="files">The disk, which has the cache.</param>
    public static Plan WithSuitablePrecision(Plan plan, torch.Device device, IFiles files) =>
        WithSuitablePrecision(plan, device, files, _ => { });

    /// <summary>
    /// How many times as fast bfloat16 is; <see langword="null"/> where the device has none.
    /// </summary>
    /// <param name="device">The device.</param>
    /// <param name="files">The disk, which has the cache.</param>
    public static double? Gain(torch.Device device, IFiles files)
    {
        var folder = UserCache.Folder("speed");
        var name = $"bfloat16-{device}-{OtherLibtorch.Name}-{Variant()}.txt".Replace(':', '-');
        var path = Path.Combine(folder, name);
        if (files.Exists(path) && Kept(files, path) is { } kept)
            return kept;
        if (Measured(device) is not { } gain)
            return null;
        Keep(files, folder, path, gain);
        return gain;
    }

    // What decides on the instructions that libtorch's kernels use.
    private static string Variant() =>
        $"{RuntimeInformation.ProcessArchitecture}-{Environment.MachineName}-"
        + Environment.GetEnvironmentVariable("ONEDNN_MAX_CPU_ISA");

    private static double? Kept(IFiles files, string path)
    {
        using var text = new StreamReader(files.Read(path));
        return double.TryParse(text.ReadToEnd(), CultureInfo.InvariantCulture, out var gain) ? gain : null;
    }

    // A cache that cannot be written is no reason to fail: it is measured again.
    private static void Keep(IFiles files, string folder, string path, double gain)
    {
        try
        {
            files.CreateFolder(folder);
            AtomicFile.WriteText(files, path, gain.ToString("r", CultureInfo.InvariantCulture));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Trace.WriteLine(fault.Message);
        }
    }

    /// <summary>As <see cref="Gain"/>, measured anew.</summary>
    /// <param name="device">The device.</param>
    public static double? Measured(torch.Device device)
    {
        var before = torch.Generator.Default.get_state();
        try
        {
            var single = new List<TimeSpan>();
            var half = new List<TimeSpan>();
            for (var round = 0; round <= Rounds; round++)
            {
                single.Add(TimeOf(torch.ScalarType.Float32, device));
                half.Add(TimeOf(torch.ScalarType.BFloat16, device));
            }
            return single.Skip(1).Min() / half.Skip(1).Min();
        }
        catch (ExternalException)
        {
            return null;
        }
        finally
        {
            torch.Generator.Default.set_state(before);
            before.Dispose();
        }
    }

    private static TimeSpan TimeOf(torch.ScalarType type, torch.Device device)
    {
        using var scope = torch.NewDisposeScope();
        using var images = torch.ones(64, 16, 16, 64, type, device).permute(0, 3, 1, 2).requires_grad_();
        using var weight = torch.ones(64, 3, 3, 64, type, device).permute(0, 3, 1, 2);
        var watch = Stopwatch.StartNew();
        var sum = torch.nn.functional.conv2d(images, weight, padding: [1, 1]).sum();
        torch.autograd.grad([sum], [images])[0].sum().to(torch.CPU);
        return watch.Elapsed;
    }
}
