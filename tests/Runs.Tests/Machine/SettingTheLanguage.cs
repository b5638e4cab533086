using System.Globalization;
using RoCL.Runs.Machine;

namespace Runs.Tests.Machine;

/// <summary>The language of the whole process.</summary>
[NonParallelizable]
public sealed class SettingTheLanguage
{
    [Test]
    public void The_program_sets_the_language_of_threads_that_begin_later_too()
    {
        var before = CultureInfo.CurrentCulture;
        var defaultBefore = CultureInfo.DefaultThreadCurrentCulture;
        try
        {
            var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            culture.NumberFormat.NumberDecimalSeparator = ",";
            CultureInfo.CurrentCulture = culture;
            ProgramCulture.Set();
            var ofThread = "";
            var thread = new Thread(() => ofThread = $"{0.5}");
            thread.UnsafeStart();
            thread.Join();
            Assert.That(ofThread, Is.EqualTo("0.5"));
            Assert.That($"{0.5}", Is.EqualTo("0.5"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
            CultureInfo.DefaultThreadCurrentCulture = defaultBefore;
        }
    }
}
