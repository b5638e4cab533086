using RoCL.Datasets.Cifar.Pickle;

namespace Components.Tests.Cifar;

/// <summary>What becomes of a pickle that nobody vouches for.</summary>
internal static class Hostility
{
    /// <summary>
    /// The problem, or null when it is read; anything but a problem fails the test.
    /// </summary>
    public static Problem? ProblemOf(byte[] pickle)
    {
        try
        {
            PickleReader.Read("file", pickle);
            return null;
        }
        catch (ProblemException refused)
        {
            return refused.Problem;
        }
    }

    /// <summary>Its code.</summary>
    public static string? CodeOf(byte[] pickle) => ProblemOf(pickle)?.Code;
}
