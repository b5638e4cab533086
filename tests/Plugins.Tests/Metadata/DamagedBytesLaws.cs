using RoCL.Plugins.Metadata;
using Shared.Components;

namespace Plugins.Tests.Metadata;

[TestFixture]
public sealed class DamagedBytesLaws
{
    private static readonly byte[] Sound = File.ReadAllBytes(typeof(EveryOption).Assembly.Location);

    [Law]
    public bool Any_bytes_are_an_assembly_or_the_problem_that_they_are_none(byte[] bytes) =>
        Reason(bytes) is null or "ROCL0210";

    [Law]
    public bool An_assembly_cut_short_is_refused(uint at) =>
        Reason(Sound[..(int)(at % (Sound.Length / 2))]) == "ROCL0210";

    [Law(MaxTest = 1000)]
    public bool No_flipped_bytes_lead_to_an_exception(uint[] places, byte with)
    {
        var damaged = (byte[])Sound.Clone();
        foreach (var place in places.Append(with * 12_345u))
            damaged[place * 7919L % damaged.Length] ^= (byte)(with | 1);
        return Reason(damaged) is null or "ROCL0210";
    }

    [TestCase("")]
    [TestCase("this is no assembly, though its name says so")]
    [TestCase("MZ")]
    public void A_text_is_no_assembly(string text) =>
        Assert.That(Reason(System.Text.Encoding.UTF8.GetBytes(text)), Is.EqualTo("ROCL0210"));

    [Test]
    public void The_problem_names_the_file()
    {
        using var bytes = new MemoryStream([1, 2, 3]);
        Assert.That(
            ComponentReader.Read(bytes, "plugins/a/a.dll").Problems.Single().ToString(),
            Does.StartWith("ROCL0210 plugins/a/a.dll: The file is not a .NET assembly")
        );
    }

    [Test]
    public void The_stream_is_left_open()
    {
        using var bytes = new MemoryStream(Sound);
        ComponentReader.Read(bytes, "here");
        Assert.That(bytes.CanRead);
    }

    private static string? Reason(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        return ComponentReader.Read(stream, "here").Problems is [var problem, ..] ? problem.Code : null;
    }
}
