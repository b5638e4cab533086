using RoCL.Datasets.Cifar.Pickle;

namespace Components.Tests.Cifar;

/// <summary>
/// Pickles that Python itself wrote: one batch of two images of three bytes, in every protocol.
/// </summary>
public sealed class PickleFormsTests
{
    // cPickle of Python 2.7.18, protocol 2 as in the official files.
    private const string Python2Protocol2 =
        "gAJ9cQEoVQRkYXRhcQJjbnVtcHkuY29yZS5tdWx0aWFycmF5Cl9yZWNvbnN0cnVjdApxA2NudW1weQpuZGFycmF5CnEESwCFcQVVAWKHUnEGKEsBSwJLA4Zx"
        + "B2NudW1weQpkdHlwZQpxCFUCdTFxCUsASwGHcQpScQsoSwNVAXxOTk5K/////0r/////SwB0cQxiiVUGACcKXP9/cQ10YlUGbGFiZWxzcQ5dcQ8oSwZLCWVV"
        + "C2JhdGNoX2xhYmVscRBVFHRlc3RpbmcgYmF0Y2ggMSBvZiAxcRFVCWZpbGVuYW1lc3ESXXETKFUabGVwdG9kYWN0eWx1c19zXzAwMDAwNC5wbmdxFFUIaXQn"
        + "cy5wbmdxFWV1Lg==";

    private const string Python2Protocol1 =
        "fXEBKFUEZGF0YXECY251bXB5LmNvcmUubXVsdGlhcnJheQpfcmVjb25zdHJ1Y3QKcQMoY251bXB5Cm5kYXJyYXkKcQQoSwB0cQVVAWJ0UnEGKEsBKEsCSwN0"
        + "cQdjbnVtcHkKZHR5cGUKcQgoVQJ1MXEJSwBLAXRxClJxCyhLA1UBfE5OTkr/////Sv////9LAHRxDGJJMDAKVQYAJwpc/39xDXRiVQZsYWJlbHNxDl1xDyhL"
        + "BksJZVULYmF0Y2hfbGFiZWxxEFUUdGVzdGluZyBiYXRjaCAxIG9mIDFxEVUJZmlsZW5hbWVzcRJdcRMoVRpsZXB0b2RhY3R5bHVzX3NfMDAwMDA0LnBuZ3EU"
        + "VQhpdCdzLnBuZ3EVZXUu";

    private const string Python2Protocol0 =
        "KGRwMQpTJ2RhdGEnCnAyCmNudW1weS5jb3JlLm11bHRpYXJyYXkKX3JlY29uc3RydWN0CnAzCihjbnVtcHkKbmRhcnJheQpwNAooSTAKdHA1ClMnYicKdFJw"
        + "NgooSTEKKEkyCkkzCnRwNwpjbnVtcHkKZHR5cGUKcDgKKFMndTEnCnA5CkkwCkkxCnRwMTAKUnAxMQooSTMKUyd8JwpOTk5JLTEKSS0xCkkwCnRwMTIKYkkw"
        + "MApTIlx4MDAnXG5cXFx4ZmZceDdmIgpwMTMKdGJzUydsYWJlbHMnCnAxNAoobHAxNQpJNgphSTkKYXNTJ2JhdGNoX2xhYmVsJwpwMTYKUyd0ZXN0aW5nIGJh"
        + "dGNoIDEgb2YgMScKcDE3CnNTJ2ZpbGVuYW1lcycKcDE4CihscDE5ClMnbGVwdG9kYWN0eWx1c19zXzAwMDAwNC5wbmcnCnAyMAphUyJpdCdzLnBuZyIKcDIx"
        + "CmFzLg==";

    // pickle of Python 3.11.
    private const string Python3Protocol0 =
        "KGRwMApWYmF0Y2hfbGFiZWwKcDEKVnRlc3RpbmcgYmF0Y2ggMSBvZiAxCnAyCnNWbGFiZWxzCnAzCihscDQKSTYKYUk5CmFzVmRhdGEKcDUKY251bXB5LmNv"
        + "cmUubXVsdGlhcnJheQpfcmVjb25zdHJ1Y3QKcDYKKGNudW1weQpuZGFycmF5CnA3CihJMAp0cDgKY19jb2RlY3MKZW5jb2RlCnA5CihWYgpwMTAKVmxhdGlu"
        + "MQpwMTEKdHAxMgpScDEzCnRwMTQKUnAxNQooSTEKKEkyCkkzCnRwMTYKY251bXB5CmR0eXBlCnAxNwooVnUxCnAxOApJMDAKSTAxCnRwMTkKUnAyMAooSTMK"
        + "VnwKcDIxCk5OTkktMQpJLTEKSTAKdHAyMgpiSTAwCmc5CihWXHUwMDAwJ1x1MDAwYVx1MDA1Y/9/CnAyMwpnMTEKdHAyNApScDI1CnRwMjYKYnNWZmlsZW5h"
        + "bWVzCnAyNwoobHAyOApWbGVwdG9kYWN0eWx1c19zXzAwMDAwNC5wbmcKcDI5CmFWaXQncy5wbmcKcDMwCmFzLg==";

    private const string Python3Protocol2 =
        "gAJ9cQAoWAsAAABiYXRjaF9sYWJlbHEBWBQAAAB0ZXN0aW5nIGJhdGNoIDEgb2YgMXECWAYAAABsYWJlbHNxA11xBChLBksJZVgEAAAAZGF0YXEFY251bXB5"
        + "LmNvcmUubXVsdGlhcnJheQpfcmVjb25zdHJ1Y3QKcQZjbnVtcHkKbmRhcnJheQpxB0sAhXEIY19jb2RlY3MKZW5jb2RlCnEJWAEAAABicQpYBgAAAGxhdGlu"
        + "MXELhnEMUnENh3EOUnEPKEsBSwJLA4ZxEGNudW1weQpkdHlwZQpxEVgCAAAAdTFxEomIh3ETUnEUKEsDWAEAAAB8cRVOTk5K/////0r/////SwB0cRZiiWgJ"
        + "WAcAAAAAJwpcw79/cRdoC4ZxGFJxGXRxGmJYCQAAAGZpbGVuYW1lc3EbXXEcKFgaAAAAbGVwdG9kYWN0eWx1c19zXzAwMDAwNC5wbmdxHVgIAAAAaXQncy5w"
        + "bmdxHmV1Lg==";

    private const string Python3Protocol4 =
        "gASVCQEAAAAAAAB9lCiMC2JhdGNoX2xhYmVslIwUdGVzdGluZyBiYXRjaCAxIG9mIDGUjAZsYWJlbHOUXZQoSwZLCWWMBGRhdGGUjBVudW1weS5jb3JlLm11"
        + "bHRpYXJyYXmUjAxfcmVjb25zdHJ1Y3SUk5SMBW51bXB5lIwHbmRhcnJheZSTlEsAhZRDAWKUh5RSlChLAUsCSwOGlGgJjAVkdHlwZZSTlIwCdTGUiYiHlFKU"
        + "KEsDjAF8lE5OTkr/////Sv////9LAHSUYolDBgAnClz/f5R0lGKMCWZpbGVuYW1lc5RdlCiMGmxlcHRvZGFjdHlsdXNfc18wMDAwMDQucG5nlIwIaXQncy5w"
        + "bmeUZXUu";

    public static IEnumerable<TestCaseData> Files() =>
        new[]
        {
            ("Python 2, protocol 0", Python2Protocol0),
            ("Python 2, protocol 1", Python2Protocol1),
            ("Python 2, protocol 2", Python2Protocol2),
            ("Python 3, protocol 0", Python3Protocol0),
            ("Python 3, protocol 2", Python3Protocol2),
            ("Python 3, protocol 4", Python3Protocol4),
        }.Select(file => new TestCaseData(Convert.FromBase64String(file.Item2)).SetArgDisplayNames(file.Item1));

    [TestCaseSource(nameof(Files))]
    public void A_batch_is_what_Python_wrote(byte[] file)
    {
        var items = ((PickleValue.Dictionary)PickleReader.Read("file", file)).Items;
        var data = (PickleValue.Matrix)items["data"];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(items.Keys, Is.EquivalentTo(["batch_label", "labels", "data", "filenames"]));
            Assert.That(items["batch_label"].AsText, Is.EqualTo("testing batch 1 of 1"));
            Assert.That(
                ((PickleValue.List)items["labels"]).Items.Select(item => ((PickleValue.Whole)item).Value),
                Is.EqualTo([6, 9])
            );
            Assert.That(
                ((PickleValue.List)items["filenames"]).Items.Select(item => item.AsText),
                Is.EqualTo(["leptodactylus_s_000004.png", "it's.png"])
            );
            Assert.That((data.IsBuilt, data.Rows, data.Columns, data.ByColumns), Is.EqualTo((true, 2, 3, false)));
            Assert.That(data.Data.ToArray(), Is.EqualTo("\0'\n\\\u00ff\u007f".Select(c => (byte)c)));
        }
    }

    [TestCaseSource(nameof(Files))]
    public void Truncated_at_any_length_it_is_refused(byte[] file)
    {
        for (var length = 0; length < file.Length; length++)
        {
            Assert.That(
                Hostility.CodeOf(file[..length]),
                Is.AnyOf("ROCL0441", "ROCL0446"),
                $"{length} of {file.Length} bytes"
            );
        }
    }

    [TestCaseSource(nameof(Files))]
    public void With_any_one_bit_flipped_it_is_refused_or_read_whole(byte[] file)
    {
        for (var bit = 0; bit < 8 * file.Length; bit++)
        {
            var flipped = file.ToArray();
            flipped[bit / 8] ^= (byte)(1 << bit % 8);
            Assert.That(
                Hostility.CodeOf(flipped),
                Is.Null.Or.AnyOf("ROCL0441", "ROCL0445", "ROCL0446", "ROCL0447"),
                $"bit {bit}"
            );
        }
    }
}
