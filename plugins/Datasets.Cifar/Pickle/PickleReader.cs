namespace RoCL.Datasets.Cifar.Pickle;

/// <summary>
/// Follows a pickle's instructions, protocols 0 to 4, as far as a file of CIFAR needs them;
/// whatever would run code is refused by name.
/// </summary>
/// <remarks>
/// It is a loop and not a recursion; lengths are compared with the file before anything of that
/// length is made; and how many values are made is bounded. So a file can't cost much more memory
/// than it has itself.
/// <para>Reference: Python's standard library, <c>pickletools</c>; PEP 307 and PEP 3154.</para>
/// </remarks>
internal sealed class PickleReader
{
    private const int NewestProtocol = 4;

    private readonly string _where;
    private readonly PickleInput _input;
    private readonly PickleStack _stack;
    private long _mayEncode;

    private PickleReader(string where, ReadOnlyMemory<byte> file)
    {
        (_where, _input, _mayEncode) = (where, new(where, file), file.Length);
        _stack = new(_input);
    }

    /// <summary>The one value that a pickle holds.</summary>
    /// <param name="where">The file, for messages.</param>
    /// <param name="file">All of it; the value keeps parts of it.</param>
    /// <exception cref="ProblemException">ROCL0441, and ROCL0445 to ROCL0447.</exception>
    public static PickleValue Read(string where, ReadOnlyMemory<byte> file)
    {
        var reader = new PickleReader(where, file);
        while ((Opcode)reader._input.Byte() is var opcode && opcode != Opcode.Stop)
            reader.Follow(opcode);
        var value = reader._stack.Pop();
        return reader._stack.Count == 0
            ? value
            : throw reader._input.Malformed($"it ends with {reader._stack.Count} values too many");
    }

    private void Follow(Opcode opcode)
    {
        switch (opcode)
        {
            case Opcode.Proto when _input.Byte() is var protocol:
                if (protocol > NewestProtocol)
                {
                    throw _input.Malformed(
                        $"it is of protocol {protocol}; {NewestProtocol} is the newest that is known here"
                    );
                }

                break;
            case Opcode.Frame:
                _input.Take(8);
                break; // a hint for buffering
            case Opcode.Pop:
                _stack.Drop();
                break;
            case Opcode.PopMark:
                _stack.PopToMark();
                break;
            case Opcode.Put:
                _stack.Remember(_input.Number());
                break;
            case Opcode.BinPut:
                _stack.Remember(_input.Byte());
                break;
            case Opcode.LongBinPut:
                _stack.Remember(_input.UInt32());
                break;
            case Opcode.Memoize:
                _stack.Remember();
                break;
            case Opcode.Append:
                Append(_stack.Pop(1));
                break;
            case Opcode.Appends:
                Append(_stack.PopToMark());
                break;
            case Opcode.SetItem:
                Enter(_stack.Pop(2));
                break;
            case Opcode.SetItems:
                Enter(_stack.PopToMark());
                break;
            case Opcode.Build when _stack.Pop() is var state:
                Calls.Build(_where, _stack.Top, state);
                break;
            default:
                _stack.Push(Literals.Of(opcode, _input) ?? Made(opcode));
                break;
        }
    }

    private PickleValue Made(Opcode opcode) =>
        opcode switch
        {
            Opcode.Dup => _stack.Top,
            Opcode.Get => _stack.Recall(_input.Number()),
            Opcode.BinGet => _stack.Recall(_input.Byte()),
            Opcode.LongBinGet => _stack.Recall(_input.UInt32()),
            Opcode.Tuple => new PickleValue.Row(_stack.PopToMark()),
            Opcode.Tuple1 => new PickleValue.Row(_stack.Pop(1)),
            Opcode.Tuple2 => new PickleValue.Row(_stack.Pop(2)),
            Opcode.Tuple3 => new PickleValue.Row(_stack.Pop(3)),
            Opcode.List => Filled(new PickleValue.List(), _stack.PopToMark()),
            Opcode.Dict => Filled(new PickleValue.Dictionary(), _stack.PopToMark()),
            Opcode.Global or Opcode.Inst => Calls.Named(_where, Line(), Line()),
            Opcode.StackGlobal => _stack.Pop(2) is [{ AsText: { } module }, { AsText: { } name }]
                ? Calls.Named(_where, module, name)
                : throw Refused.Hostile(
                    _where,
                    "the pickle asks for something of a Python module, and its name is no text."
                ),
            Opcode.Reduce => Called(_stack.Pop(2)),
            Opcode.Obj
            or Opcode.NewObj
            or Opcode.NewObjEx
            or Opcode.PersId
            or Opcode.BinPersId
            or Opcode.Ext1
            or Opcode.Ext2
            or Opcode.Ext4 => throw Refused.Hostile(
                _where,
                $"the pickle asks for an object by the instruction {opcode} at byte {_input.At - 1}; an array of bytes needs nothing of the kind."
            ),
            _ => throw _input.Malformed($"the instruction 0x{(byte)opcode:x2} at byte {_input.At - 1} is unknown here"),
        };

    // A text can be encoded again and again: without a limit a small file would fill any memory.
    private PickleValue Called(PickleValue[] call) =>
        Calls.Result(_where, call[0], call[1]) is var result
        && result is PickleValue.Bytes bytes
        && (_mayEncode -= bytes.Value.Length) < 0
            ? throw _input.Malformed("it makes more bytes than it has")
            : result;

    private string Line() => System.Text.Encoding.Latin1.GetString(_input.Line().Span);

    private void Append(PickleValue[] items) =>
        Filled(
            _stack.Top as PickleValue.List ?? throw _input.Malformed($"no list to append to, before byte {_input.At}"),
            items
        );

    private void Enter(PickleValue[] pairs) =>
        Filled(
            _stack.Top as PickleValue.Dictionary
                ?? throw _input.Malformed($"no dictionary to write to, before byte {_input.At}"),
            pairs
        );

    private static PickleValue.List Filled(PickleValue.List list, PickleValue[] items)
    {
        list.Items.AddRange(items);
        return list;
    }

    private PickleValue.Dictionary Filled(PickleValue.Dictionary dictionary, PickleValue[] pairs)
    {
        if (pairs.Length % 2 != 0)
            throw _input.Malformed($"a key without a value, before byte {_input.At}");
        for (var i = 0; i < pairs.Length; i += 2)
        {
            dictionary.Items[
                pairs[i].AsText ?? throw _input.Malformed($"a key that is no short text, before byte {_input.At}")
            ] = pairs[i + 1];
        }

        return dictionary;
    }
}
