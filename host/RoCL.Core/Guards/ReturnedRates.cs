using System.Globalization;
using RoCL.Core.Components;

namespace RoCL.Core.Guards;

/// <summary>Checks the learning rates that optimizers and schedules give.</summary>
internal static class ReturnedRates
{
    /// <summary>ROCL0386: a rate is not finite, or below 0.</summary>
    /// <param name="use">The optimizer or the schedule.</param>
    /// <param name="rate">What it gave.</param>
    /// <param name="what">What the rate is, at the beginning of a sentence.</param>
    public static double Checked(ComponentUse use, double rate, string what) =>
        double.IsFinite(rate) && rate >= 0
            ? rate
            : throw Attribution.Fault(
                use,
                "ROCL0386",
                string.Create(CultureInfo.InvariantCulture, $"{what} is {rate}, and no finite number of 0 or above.")
            );
}
