using RoCL.Core.Components;
using RoCL.Core.Values;
using RoCL.Plugins.Metadata;

namespace Plugins.Tests.Metadata;

public sealed class Documenting
{
    private const string Xml = """
        <doc><members>
        <member name="T:Lab.Attacks.Wave"><summary>A wave.</summary>
          <param name="Height">The height, in <c>pixel</c> units
            of <see cref="T:RoCL.Contracts.ThreatModel"/> and <paramref name="Length"/>.</param>
          <param name="Length"></param></member>
        <member name="M:Lab.Attacks.Wave.#ctor(System.Double)">
          <param name="Length">From the constructor.</param></member>
        <member name="T:Lab.Attacks.Wave.Other"><param name="Height">Another's.</param></member>
        </members></doc>
        """;

    [Test]
    public void Options_say_what_their_parameters_are_documented_with() =>
        Assert.That(
            Summaries(Xml),
            Is.EqualTo(new[] { "The height, in pixel units of ThreatModel and Length.", "From the constructor.", null })
        );

    [TestCase("")]
    [TestCase("<doc><members>")]
    [TestCase("<doc/>")]
    public void A_damaged_file_says_nothing(string xml) => Assert.That(Summaries(xml), Is.All.Null);

    private static IEnumerable<string?> Summaries(string xml)
    {
        var identity = new PluginIdentity("Lab", "1.0", "Lab.dll");
        ValueList<OptionDescription> options =
        [
            .. new[] { "height", "length", "depth" }.Select(name => new OptionDescription(name, new OptionType.Real())),
        ];
        var wave = new ComponentDescription(
            ComponentKind.Attack,
            "wave",
            "A wave",
            options,
            "Lab.Attacks.Wave",
            identity
        );
        return Documentation.Add(wave, xml).Options.Select(option => option.Summary);
    }
}
