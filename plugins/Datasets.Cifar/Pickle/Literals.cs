namespace RoCL.Datasets.Cifar.Pickle;

/// <summary>The instructions that push one value which stands in the pickle itself.</summary>
internal static class Literals
{
    /// <summary>The value, or null when it is another kind of instruction.</summary>
    /// <exception cref="ProblemException">ROCL0441 and ROCL0446.</exception>
    public static PickleValue? Of(Opcode opcode, PickleInput input) =>
        opcode switch
        {
            Opcode.Mark => new PickleValue.Mark(),
            Opcode.None => new PickleValue.None(),
            Opcode.NewTrue => new PickleValue.Truth(true),
            Opcode.NewFalse => new PickleValue.Truth(false),
            Opcode.Int => Int(input),
            Opcode.Long => new PickleValue.Whole(input.Number(mayEndInL: true)),
            Opcode.BinInt => new PickleValue.Whole(input.Int32()),
            Opcode.BinInt1 => new PickleValue.Whole(input.Byte()),
            Opcode.BinInt2 => new PickleValue.Whole(input.UInt16()),
            Opcode.Long1 => new PickleValue.Whole(input.Long(input.Byte())),
            Opcode.String => new PickleValue.Bytes(
                Quoting.Bytes(input.Line().Span) ?? throw input.Malformed($"no text in quotes before byte {input.At}")
            ),
            Opcode.Unicode => new PickleValue.Text(
                Quoting.Text(input.Line().Span) ?? throw input.Malformed($"no text before byte {input.At}")
            ),
            Opcode.BinString => new PickleValue.Bytes(input.Take(input.Int32())),
            Opcode.ShortBinString or Opcode.ShortBinBytes => new PickleValue.Bytes(input.Take(input.Byte())),
            Opcode.BinBytes => new PickleValue.Bytes(input.Take(input.UInt32())),
            Opcode.BinBytes8 => new PickleValue.Bytes(input.Take(input.Length8())),
            Opcode.ShortBinUnicode => new PickleValue.Text(input.Text(input.Byte())),
            Opcode.BinUnicode => new PickleValue.Text(input.Text(input.UInt32())),
            Opcode.BinUnicode8 => new PickleValue.Text(input.Text(input.Length8())),
            Opcode.EmptyList => new PickleValue.List(),
            Opcode.EmptyTuple => new PickleValue.Row([]),
            Opcode.EmptyDict => new PickleValue.Dictionary(),
            _ => null,
        };

    // Before protocol 2 a truth value was a number with a nought in front.
    private static PickleValue Int(PickleInput input)
    {
        var start = input.At;
        var number = input.Number();
        return (number, input.At - start) is (0 or 1, 3)
            ? new PickleValue.Truth(number == 1)
            : new PickleValue.Whole(number);
    }
}
