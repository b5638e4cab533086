using System.Globalization;

namespace RoCL.Runs.Machine;

/// <summary>The language that the whole process computes and writes in.</summary>
public static class ProgramCulture
{
    /// <summary>
    /// The invariant culture, whatever the person's language: on this thread and on all that begin
    /// later, those of plugins too. A number's text has a point then, and a name that random values
    /// follow from is the same on every machine.
    /// </summary>
    public static void Set()
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
        CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
    }
}
