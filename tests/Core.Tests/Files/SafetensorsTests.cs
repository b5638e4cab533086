using System.Text;
using RoCL.Core;
using RoCL.Core.Tensors;

namespace Core.Tests.Files;

public sealed class SafetensorsTests
{
    private static byte[] File(string header, params byte[] data) =>
        [
            .. BitConverter.GetBytes((long)Encoding.UTF8.GetByteCount(header)),
            .. Encoding.UTF8.GetBytes(header),
            .. data,
        ];

    private static string Entry(string type, string shape, string offsets, string name = "a") =>
        $$$"""{"{{{name}}}":{"dtype":"{{{type}}}","shape":{{{shape}}},"data_offsets":{{{offsets}}}}}""";

    [Test]
    public void The_bytes_are_those_of_the_reference_implementation()
    {
        var file = TensorFile.Of(
            [new("b", tensor(new byte[] { 1, 2 })), new("z", tensor(1.5f)), new("a", tensor(new[] { true }))],
            [new("k", "é\"")]
        );
        const string header =
            """{"__metadata__":{"k":"é\""}"""
            + ""","z":{"dtype":"F32","shape":[],"data_offsets":[0,4]}"""
            + ""","b":{"dtype":"U8","shape":[2],"data_offsets":[4,6]}"""
            + ""","a":{"dtype":"BOOL","shape":[1],"data_offsets":[6,7]}}""";
        Assert.That(
            TensorFiles.Written(file),
            Is.EqualTo(
                File(header.PadRight((Encoding.UTF8.GetByteCount(header) + 7) / 8 * 8 - 1), [0, 0, 0xc0, 0x3f, 1, 2, 1])
            )
        );
    }

    [Test]
    public void Entries_may_stand_in_any_order_and_say_more_than_we_know()
    {
        var read = Safetensors.Read(
            File(
                """{"b":{"data_offsets":[1,2],"dtype":"U8","shape":[1],"more":{}}"""
                    + ""","a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}   """,
                5,
                6
            ),
            "here"
        );
        Assert.That(
            read.Match(file => file.Tensors.Select(pair => (pair.Key, pair.Value[0].item<byte>())).ToArray(), _ => []),
            Is.EqualTo(new[] { ("a", (byte)5), ("b", (byte)6) })
        );
    }

    [Test]
    public void A_file_may_begin_in_the_middle_of_a_stream()
    {
        using var stream = new MemoryStream([9, 9, .. File(Entry("U8", "[1]", "[0,1]"), 7)]) { Position = 2 };
        Assert.That(Safetensors.Read(stream, "here"), Is.InstanceOf<Result<TensorFile>.Ok>());
    }

    [Test]
    public void Tensors_are_written_row_by_row_whatever_their_strides_and_gradients()
    {
        using var scope = NewDisposeScope();
        var columns = arange(6, dtype: ScalarType.Float32).view(2, 3).t().requires_grad_();
        Assert.That(
            TensorFiles.Written(TensorFile.Of([new("x", columns)])),
            Is.EqualTo(TensorFiles.Written(TensorFile.Of([new("x", columns.detach().contiguous())])))
        );
    }

    private static IEnumerable<TestCaseData> Mistakes()
    {
        TestCaseData Case(string code, string name, byte[] file) =>
            new TestCaseData(code, file).SetArgDisplayNames(code, name);
        yield return Case("ROCL0620", "empty", []);
        yield return Case("ROCL0620", "header of 1 TB", [0, 0, 0, 0, 0, 1, 0, 0, .. "{}"u8]);
        yield return Case("ROCL0620", "header of 2^64 - 1", [255, 255, 255, 255, 255, 255, 255, 255]);
        yield return Case("ROCL0620", "header longer than the file", [3, 0, 0, 0, 0, 0, 0, 0, .. "{}"u8]);
        yield return Case("ROCL0621", "no header", File(""));
        yield return Case("ROCL0621", "not an object", File("[]"));
        yield return Case("ROCL0621", "space before", File(" {}"));
        yield return Case("ROCL0621", "half an object", File("{"));
        yield return Case("ROCL0621", "a comment", File("{/**/}"));
        yield return Case("ROCL0621", "not UTF-8", [3, 0, 0, 0, 0, 0, 0, 0, (byte)'{', 0xff, (byte)'}']);
        yield return Case("ROCL0621", "half a surrogate pair", File(Entry("U8", "[0]", "[0,0]", "\\ud800")));
        yield return Case(
            "ROCL0621",
            "a name twice",
            File(
                """{"a":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}"""
                    + ""","\u0061":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}}"""
            )
        );
        yield return Case("ROCL0621", "metadata that is no object", File("""{"__metadata__":[]}"""));
        yield return Case("ROCL0621", "metadata that is no text", File("""{"__metadata__":{"a":1}}"""));
        yield return Case("ROCL0622", "no entry", File("""{"a":1}"""));
        yield return Case("ROCL0622", "no dtype", File("""{"a":{"shape":[],"data_offsets":[0,0]}}"""));
        yield return Case(
            "ROCL0622",
            "a dtype of no text",
            File("""{"a":{"dtype":1,"shape":[],"data_offsets":[0,0]}}""")
        );
        yield return Case("ROCL0622", "a negative dimension", File(Entry("U8", "[-1]", "[0,1]"), 0));
        yield return Case("ROCL0622", "a broken dimension", File(Entry("U8", "[1.0]", "[0,1]"), 0));
        yield return Case("ROCL0622", "a dimension of text", File(Entry("U8", "[\"1\"]", "[0,1]"), 0));
        yield return Case(
            "ROCL0622",
            "a dimension beyond 2^63",
            File(Entry("U8", "[9223372036854775808]", "[0,1]"), 0)
        );
        yield return Case("ROCL0622", "an overflow", File(Entry("F32", "[4611686018427387905]", "[0,4]"), 0, 0, 0, 0));
        yield return Case(
            "ROCL0622",
            "an overflow beside a zero",
            File(Entry("F32", "[9223372036854775807,9223372036854775807,9223372036854775807,0]", "[0,0]"))
        );
        yield return Case(
            "ROCL0622",
            "65 dimensions",
            File(Entry("U8", $"[{string.Join(",", Enumerable.Repeat(1, 65))}]", "[0,1]"), 0)
        );
        yield return Case("ROCL0622", "three offsets", File(Entry("U8", "[1]", "[0,1,2]"), 0));
        yield return Case("ROCL0623", "a type that we do not know", File(Entry("F8_E4M3", "[1]", "[0,1]"), 0));
        yield return Case(
            "ROCL0624",
            "fewer bytes than the shape takes",
            File(Entry("F32", "[2]", "[0,4]"), 0, 0, 0, 0)
        );
        yield return Case("ROCL0624", "an end before its beginning", File(Entry("U8", "[1]", "[1,0]"), 0));
        yield return Case("ROCL0625", "a gap", File(Entry("U8", "[1]", "[1,2]"), 0, 0));
        yield return Case(
            "ROCL0625",
            "an overlap",
            File(
                """{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}"""
                    + ""","b":{"dtype":"U8","shape":[2],"data_offsets":[1,3]}}""",
                0,
                0,
                0
            )
        );
        yield return Case(
            "ROCL0626",
            "a terabyte that is not there",
            File(Entry("U8", "[1099511627776]", "[0,1099511627776]"), 0)
        );
        yield return Case("ROCL0626", "data of nothing", File("{}", 0));
        yield return Case("ROCL0627", "a truth value of 2", File(Entry("BOOL", "[2]", "[0,2]"), 1, 2));
    }

    [TestCaseSource(nameof(Mistakes))]
    public void A_mistake_is_a_problem_with_a_code(string code, byte[] file) =>
        Assert.That(
            Safetensors.Read(file, "weights.safetensors").Problems.Select(problem => (problem.Code, problem.Where)),
            Is.EqualTo(new[] { (code, "weights.safetensors") })
        );

    [Test]
    public void All_tensors_that_are_wrong_are_named_at_once()
    {
        var file = File(
            """{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,1]}"""
                + ""","b":{"dtype":"X","shape":[],"data_offsets":[1,2]}}""",
            0,
            0
        );
        Assert.That(
            Safetensors.Read(file, "here").Problems.Select(problem => problem.Code),
            Is.EqualTo(new[] { "ROCL0624", "ROCL0623" })
        );
    }

    [TestCase("x", ScalarType.ComplexFloat32)]
    [TestCase("__metadata__", ScalarType.Float32)]
    public void What_no_file_can_hold_is_refused_before_anything_is_written(string name, ScalarType type)
    {
        using var stream = new MemoryStream();
        var file = TensorFile.Of([new("a", ones(1)), new(name, ones(1, dtype: type))]);
        Assert.That(
            () => Safetensors.Write(file, stream),
            Throws.TypeOf<ProblemException>().With.Property("Problem").Property("Code").EqualTo("ROCL0628")
        );
        Assert.That(stream.Length, Is.Zero);
    }

    [Test]
    public void A_file_that_is_refused_leaves_no_tensor_behind()
    {
        using var scope = NewDisposeScope();
        Safetensors.Read(
            File(
                """{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}"""
                    + ""","b":{"dtype":"BOOL","shape":[1],"data_offsets":[2,3]}}""",
                0,
                0,
                9
            ),
            "here"
        );
        Assert.That(scope.DisposablesCount, Is.Zero);
    }
}
