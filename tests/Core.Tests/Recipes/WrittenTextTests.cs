using System.Text;
using RoCL.Core.Reading;

namespace Core.Tests.Recipes;

/// <summary>Files that people write are UTF-8.</summary>
public sealed class WrittenTextTests
{
    private const string Text = "{\n  \"about\": \"é 猫 🐈\"\n}";

    private const string Said = "The file is UTF-16, since every second byte is 0, and only UTF-8 is read.";

    private static Problem Refusal(byte[] bytes) => WrittenText.Of("mine.json", bytes).Problems.Single();

    [Test]
    public void Utf8_is_read_with_a_byte_order_mark_and_without_one()
    {
        var plain = Encoding.UTF8.GetBytes(Text);
        Assert.That(WrittenText.Of("mine.json", plain).ValueOrThrow(), Is.EqualTo(Text));
        Assert.That(WrittenText.Of("mine.json", [0xEF, 0xBB, 0xBF, .. plain]).ValueOrThrow(), Is.EqualTo(Text));
        Assert.That(WrittenText.Of("mine.json", []).ValueOrThrow(), Is.Empty);
    }

    [Test]
    public void Another_encoding_is_refused_with_the_first_byte_that_is_no_character()
    {
        var refused = Refusal(Encoding.Latin1.GetBytes("{\n  \"about\": \"café\"\n}"));
        Assert.That((refused.Code, refused.Where), Is.EqualTo(("ROCL0148", "mine.json(2,16)")));
        Assert.That(refused.What, Does.Contain("byte 0xE9 at offset 17 begins no character"));
        Assert.That(Refusal([.. "{}"u8, 0xF0, 0x9F]).What, Does.Contain("0xF0 at offset 2"), "half a character");
    }

    [TestCase("utf-16", "UTF-16")]
    [TestCase("utf-16BE", "UTF-16")]
    [TestCase("utf-32", "UTF-32")]
    [TestCase("utf-32BE", "UTF-32")]
    public void An_encoding_that_a_byte_order_mark_names_is_named(string name, string shown)
    {
        var encoding = Encoding.GetEncoding(name);
        var refused = Refusal([.. encoding.GetPreamble(), .. encoding.GetBytes(Text)]);
        Assert.That((refused.Code, refused.Where), Is.EqualTo(("ROCL0148", "mine.json")));
        Assert.That(refused.What, Does.StartWith($"The file is {shown},"));
    }

    [TestCase("utf-16")]
    [TestCase("utf-16BE")]
    public void Utf16_without_a_byte_order_mark_is_known_by_its_zeros(string name)
    {
        var refused = Refusal(Encoding.GetEncoding(name).GetBytes(Text));
        Assert.That((refused.Code, refused.Where), Is.EqualTo(("ROCL0148", "mine.json")));
        Assert.That((refused.What, refused.Remedy), Is.EqualTo((Said, "Save it as UTF-8.")));
    }
}
