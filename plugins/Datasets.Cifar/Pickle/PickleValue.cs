using System.Text;

namespace RoCL.Datasets.Cifar.Pickle;

/// <summary>
/// What a pickle can hold here: a closed family without a case for anything that could run.
/// </summary>
internal abstract class PickleValue
{
    private PickleValue() { }

    private const int LongestName = 256;

    /// <summary>
    /// A name: Python 2 wrote it as bytes, Python 3 writes it as text. Null for everything else,
    /// and for what is too long for one.
    /// </summary>
    public string? AsText =>
        this switch
        {
            Text { Value: { Length: <= LongestName } text } => text,
            Bytes { Value: { Length: <= LongestName } bytes } => Encoding.Latin1.GetString(bytes.Span),
            _ => null,
        };

    /// <summary>
    /// Where a list, a tuple or a dictionary begins on the stack; never part of one.
    /// </summary>
    public sealed class Mark : PickleValue;

    /// <summary><c>None</c>.</summary>
    public sealed class None : PickleValue;

    /// <summary><c>True</c> or <c>False</c>.</summary>
    public sealed class Truth(bool value) : PickleValue
    {
        public bool Value => value;
    }

    /// <summary>A whole number.</summary>
    public sealed class Whole(long value) : PickleValue
    {
        public long Value => value;
    }

    /// <summary>Bytes, or a text of Python 2; a part of the file, not a copy.</summary>
    public sealed class Bytes(ReadOnlyMemory<byte> value) : PickleValue
    {
        public ReadOnlyMemory<byte> Value => value;
    }

    /// <summary>A text.</summary>
    public sealed class Text(string value) : PickleValue
    {
        public string Value => value;
    }

    /// <summary>A tuple.</summary>
    public sealed class Row(PickleValue[] items) : PickleValue
    {
        public PickleValue[] Items => items;
    }

    /// <summary>A list, which grows while it is read, and may hold itself.</summary>
    public sealed class List : PickleValue
    {
        public List<PickleValue> Items { get; } = [];
    }

    /// <summary>A dictionary whose keys are texts.</summary>
    public sealed class Dictionary : PickleValue
    {
        public Dictionary<string, PickleValue> Items { get; } = [];
    }

    /// <summary>
    /// One of the few functions and classes of <see cref="Calls"/>, as a name; there is nothing
    /// behind it.
    /// </summary>
    public sealed class Global(string module, string name) : PickleValue
    {
        public string Module => module;
        public string Name => name;
    }

    /// <summary>NumPy's type <c>uint8</c>, the only one.</summary>
    public sealed class ByteType : PickleValue;

    /// <summary>
    /// NumPy's array of bytes with two dimensions, [Rows, Columns]; empty until it is built, as in
    /// Python.
    /// </summary>
    public sealed class Matrix : PickleValue
    {
        public bool IsBuilt { get; private set; }
        public int Rows { get; private set; }
        public int Columns { get; private set; }

        /// <summary>Whether the first dimension is the fastest, as in Fortran.</summary>
        public bool ByColumns { get; private set; }

        public ReadOnlyMemory<byte> Data { get; private set; }

        public void Build(int rows, int columns, bool byColumns, ReadOnlyMemory<byte> data) =>
            (IsBuilt, Rows, Columns, ByColumns, Data) = (true, rows, columns, byColumns, data);
    }
}
