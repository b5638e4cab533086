using System.Text;
using Shared.Datasets;

namespace Components.Tests.Cifar;

/// <summary>Pickles that would do something in Python, or that cost more than they have.</summary>
public sealed class HostilePickleTests
{
    // As Latin-1, which is how the instructions above 0x7f are written here.
    [TestCase(
        "cos\nsystem\n(S'id'\ntR.",
        "'system' of Python's module 'os'",
        TestName = "A_shell_command_is_refused_by_name"
    )]
    [TestCase(
        "cposix\nsystem\n.",
        "'system' of Python's module 'posix'",
        TestName = "A_name_alone_is_refused_before_it_is_called"
    )]
    [TestCase(
        "(S'id'\nios\nsystem\n.",
        "'system' of Python's module 'os'",
        TestName = "An_instance_is_refused_by_name"
    )]
    [TestCase(
        "\u0080\u0004\u008c\u0008builtins\u008c\u0004eval\u0093\u008c\u00011\u0085R.",
        "'eval' of Python's module 'builtins'",
        TestName = "Names_from_the_stack_are_refused"
    )]
    [TestCase(
        "cnumpy.core.multiarray\nscalar\n.",
        "'scalar' of Python's module 'numpy.core.multiarray'",
        TestName = "Other_functions_of_NumPy_are_refused"
    )]
    [TestCase("cnumpy\nload\n.", "'load' of Python's module 'numpy'", TestName = "NumPy_s_own_loader_is_refused")]
    [TestCase(
        "c_codecs\nopen\n.",
        "'open' of Python's module '_codecs'",
        TestName = "Other_functions_of_codecs_are_refused"
    )]
    [TestCase(
        "c_codecs\nencode\nX\u0001\0\0\0aX\u0003\0\0\0zip\u0086R.",
        "calls 'encode'",
        TestName = "Other_encodings_are_refused"
    )]
    [TestCase("cnumpy\nndarray\n)R.", "calls 'ndarray'", TestName = "An_array_made_directly_is_refused")]
    [TestCase("cnumpy\nndarray\n)\u0081.", "NewObj", TestName = "An_object_without_its_constructor_is_refused")]
    [TestCase("cnumpy\nndarray\n)}\u0092.", "NewObjEx", TestName = "An_object_with_named_arguments_is_refused")]
    [TestCase("(cnumpy\nndarray\no.", "Obj", TestName = "An_object_of_old_is_refused")]
    [TestCase("P1\n.", "PersId", TestName = "An_object_kept_elsewhere_is_refused")]
    [TestCase("K\u0001Q.", "BinPersId", TestName = "An_object_kept_elsewhere_is_refused_in_binary_too")]
    [TestCase("\u0082\u0001.", "Ext1", TestName = "An_object_by_its_registered_number_is_refused")]
    [TestCase("K\u0001)R.", "no function", TestName = "A_call_of_a_number_is_refused")]
    [TestCase("}}b.", "builds something", TestName = "A_state_for_a_dictionary_is_refused")]
    [TestCase(
        "\u0080\u0004K\u0001K\u0002\u0093.",
        "its name is no text",
        TestName = "A_name_that_is_a_number_is_refused"
    )]
    public void What_would_run_is_refused(string pickle, string what)
    {
        var problem = Hostility.ProblemOf(Encoding.Latin1.GetBytes(pickle));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(problem?.Code, Is.EqualTo("ROCL0445"));
            Assert.That(problem?.What, Does.Contain(what));
        }
    }

    [Test]
    public void A_name_that_would_write_to_the_terminal_is_shown_without_its_controls()
    {
        var problem = Hostility.ProblemOf(Encoding.Latin1.GetBytes($"c\u001b[2J{new string('x', 500)}\nrm\n."));
        Assert.That(
            problem?.What,
            Does.Contain("'?[2Jxxx").And.Length.LessThan(300).And.None.Matches<char>(char.IsControl)
        );
    }

    [TestCase("K\u0001", "ROCL0441", TestName = "A_pickle_without_an_end_is_cut_short")]
    [TestCase("", "ROCL0441", TestName = "An_empty_pickle_is_cut_short")]
    [TestCase("T\u00ff\u00ff\u00ff\u007f", "ROCL0441", TestName = "A_text_of_two_gigabytes_is_cut_short")]
    [TestCase("B\u00ff\u00ff\u00ff\u00ff.", "ROCL0441", TestName = "Bytes_of_four_gigabytes_are_cut_short")]
    [TestCase(
        "\u008e\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff.",
        "ROCL0441",
        TestName = "Bytes_of_all_of_64_bits_are_cut_short"
    )]
    [TestCase("T\u00ff\u00ff\u00ff\u00ff.", "ROCL0446", TestName = "A_text_of_negative_length_is_refused")]
    [TestCase("X\u0001\0\0\0\u00ff.", "ROCL0446", TestName = "A_text_that_is_no_UTF_8_is_refused")]
    [TestCase("S'a\n.", "ROCL0446", TestName = "A_text_without_its_second_quote_is_refused")]
    [TestCase("S'\\q'\n.", "ROCL0446", TestName = "An_unknown_escape_is_refused")]
    [TestCase("V\\ud800\n.", "ROCL0446", TestName = "Half_a_character_is_refused")]
    [TestCase("I1x\n.", "ROCL0446", TestName = "A_number_that_is_none_is_refused")]
    [TestCase("\u008a\u0009\0\0\0\0\0\0\0\0\u0001.", "ROCL0446", TestName = "A_number_of_more_than_64_bits_is_refused")]
    [TestCase(".", "ROCL0446", TestName = "A_pickle_of_nothing_is_refused")]
    [TestCase("NN.", "ROCL0446", TestName = "A_pickle_of_two_values_is_refused")]
    [TestCase("(.", "ROCL0446", TestName = "A_mark_is_no_value")]
    [TestCase("]t.", "ROCL0446", TestName = "A_tuple_without_a_mark_is_refused")]
    [TestCase("NNa.", "ROCL0446", TestName = "Nothing_is_appended_to_what_is_no_list")]
    [TestCase("}NNs.", "ROCL0446", TestName = "A_key_that_is_no_text_is_refused")]
    [TestCase("}(U\u0001au.", "ROCL0446", TestName = "A_key_without_a_value_is_refused")]
    [TestCase("h\u0007.", "ROCL0446", TestName = "What_was_never_remembered_is_refused")]
    [TestCase("\u0080\u0005N.", "ROCL0446", TestName = "A_protocol_to_come_is_refused")]
    [TestCase("\u00f0.", "ROCL0446", TestName = "An_unknown_instruction_is_refused")]
    public void What_cannot_be_read_is_refused(string pickle, string code) =>
        Assert.That(Hostility.CodeOf(Encoding.Latin1.GetBytes(pickle)), Is.EqualTo(code));

    public static IEnumerable<TestCaseData> Greedy()
    {
        static byte[] Repeated(string part, int count) =>
            Encoding.Latin1.GetBytes(string.Concat(Enumerable.Repeat(part, count)));
        static TestCaseData Case(string sentence, byte[] pickle) => new TestCaseData(pickle).SetName(sentence);
        yield return Case("Values_without_end_are_refused", Repeated("]", 2_000_000));
        yield return Case("Marks_without_end_are_refused", Repeated("(", 2_000_000));
        yield return Case(
            "Lists_in_lists_in_lists_are_refused_at_last",
            [.. Repeated("(", 1_000_000), .. Repeated("l", 1_000_000)]
        );
        yield return Case(
            "Remembering_without_end_is_refused",
            [
                (byte)'N',
                .. Enumerable.Range(0, 1_100_000).SelectMany(i => (byte[])[(byte)'r', .. BitConverter.GetBytes(i)]),
            ]
        );
        yield return Case(
            "A_text_encoded_again_and_again_is_refused",
            [
                .. "c_codecs\nencode\nq\0"u8,
                .. Pickled.Unicode(new('a', 1 << 20)),
                .. "q\u0001"u8,
                .. Pickled.Unicode("latin1"),
                .. "q\u0002"u8,
                .. Enumerable
                    .Repeat((byte[])[(byte)'h', 0, (byte)'h', 1, (byte)'h', 2, 0x86, (byte)'R'], 5000)
                    .SelectMany(call => call),
            ]
        );
    }

    [TestCaseSource(nameof(Greedy))]
    public void What_costs_more_than_it_has_is_refused(byte[] pickle)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Hostility.CodeOf(pickle), Is.EqualTo("ROCL0446"));
            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(200L << 20));
        }
    }

    [Test]
    public void A_list_that_holds_itself_is_read_and_nobody_falls_into_it() =>
        Assert.That(Hostility.CodeOf(Encoding.Latin1.GetBytes("]q\u0001h\u0001a.")), Is.Null);

    [Test]
    public void A_pickle_of_random_instructions_is_refused_or_read()
    {
        var random = new Random(1);
        var instructions = Enum.GetValues<RoCL.Datasets.Cifar.Pickle.Opcode>().Select(opcode => (byte)opcode).ToArray();
        for (var i = 0; i < 20_000; i++)
        {
            var pickle = Enumerable
                .Range(0, random.Next(1, 40))
                .Select(_ => random.Next(3) == 0 ? (byte)random.Next(4) : random.GetItems(instructions, 1)[0]);
            Assert.That(Hostility.CodeOf([.. pickle]), Is.Null.Or.StartsWith("ROCL04"));
        }
    }
}
