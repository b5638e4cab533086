using System.Text;
using static RoCL.Datasets.Cifar.Pickle.PickleValue;

namespace RoCL.Datasets.Cifar.Pickle;

/// <summary>
/// The four names that a batch asks Python for, and what they come to. No other is known, so no
/// other can be asked for.
/// </summary>
/// <remarks>
/// NumPy writes an array as <c>_reconstruct(ndarray, (0,), 'b')</c>, to be built with
/// <c>(1, shape, dtype, by columns, bytes)</c>, and its type as <c>dtype('u1', 0, 1)</c>, to be
/// built with <c>(3, '|', ...)</c>. Python 3 writes bytes in protocol 2 as
/// <c>encode(text, 'latin1')</c>.
/// </remarks>
internal static class Calls
{
    /// <summary>The name as a value.</summary>
    /// <exception cref="ProblemException">ROCL0445: any other, with its module.</exception>
    public static Global Named(string where, string module, string name) =>
        (module, name) switch
        {

            ("numpy.core.multiarray" or "numpy._core.multiarray", "_reconstruct")
            or
            ("numpy", "ndarray" or "dtype")
            or ("_codecs", "encode") => new(module, name),
            _ => throw Refused.Hostile(
                where,
                $"the pickle asks for '{name.Shown()}' of Python's module '{module.Shown()}'; an array of bytes needs nothing of the kind."
            ),
        };

    /// <summary>What a call gives.</summary>
    /// <exception cref="ProblemException">
    /// ROCL0445: not one of the calls above; ROCL0447: an array of another type.
    /// </exception>
    public static PickleValue Result(string where, PickleValue callee, PickleValue arguments) =>
        (callee, arguments) switch
        {
            (
                Global { Name: "_reconstruct" },
                Row { Items: [Global { Name: "ndarray" }, Row { Items: [Whole { Value: 0 }] }, { AsText: "b" }] }
            ) => new Matrix(),
            (Global { Name: "dtype" }, Row { Items: [{ AsText: { } type }, _, _] }) => type is "u1" or "|u1"
                ? new ByteType()
                : throw Refused.Shape(
                    where,
                    $"an array has items of type '{type.Shown()}'; bytes, 'u1', are expected."
                ),
            (Global { Name: "encode" }, Row { Items: [Text { Value: var text }, { AsText: "latin1" or "latin-1" }] })
                when Fits(text) => new Bytes(Encoding.Latin1.GetBytes(text)),
            (Global known, _) => throw Refused.Hostile(
                where,
                $"the pickle calls '{known.Name}' of Python's module '{known.Module}' as no array of bytes needs it."
            ),
            _ => throw Refused.Hostile(where, "the pickle calls something that is no function."),
        };

    /// <summary>Gives an array or its type what it consists of.</summary>
    /// <exception cref="ProblemException">
    /// ROCL0445: something else is to be built; ROCL0447: a shape that the bytes don't fill.
    /// </exception>
    public static void Build(string where, PickleValue target, PickleValue state)
    {
        switch (target, state)
        {
            case (ByteType, Row { Items: [Whole, { AsText: "|" }, ..] }):
                break;
            case (
                Matrix matrix,
                Row { Items: [Whole { Value: 1 }, Row shape, ByteType, var order, Bytes { Value: var data }] }
            ):
                if (
                    shape.Items
                        is not [
                            Whole { Value: >= 0 and <= int.MaxValue and var rows },
                            Whole { Value: >= 0 and <= int.MaxValue and var columns },
                        ]
                    || rows * columns != data.Length
                )
                {
                    throw Refused.Shape(
                        where,
                        $"an array has the shape {Shown(shape)} and {data.Length} bytes; "
                            + "rows and columns are expected, and as many bytes as they multiply to."
                    );
                }

                matrix.Build(
                    (int)rows,
                    (int)columns,
                    byColumns: order is Truth { Value: true } or Whole { Value: 1 },
                    data
                );
                break;
            default:
                throw Refused.Hostile(where, "the pickle builds something that is no array of bytes.");
        }
    }

    private static bool Fits(string text) => !text.AsSpan().ContainsAnyExceptInRange('\0', '\xff');

    private static string Shown(Row shape) =>
        $"({string.Join(", ", shape.Items.Take(5).Select(item => item is Whole { Value: var length } ? $"{length}" : "?"))})";
}
