using RoCL.Core;
using RoCL.Core.Tensors;
using Laws = FsCheck.NUnit.PropertiesAttribute;

namespace Core.Tests.Files;

[TestFixture, Laws(Arbitrary = [typeof(TensorFiles)])]
public sealed class SafetensorsLaws
{
    [Law]
    public bool What_was_written_is_read_to_the_bit(TensorFile file) =>
        Safetensors.Read(TensorFiles.Written(file), "here") is Result<TensorFile>.Ok ok
        && TensorFiles.Same(ok.Value, file);

    [Law]
    public bool The_same_file_is_always_the_same_bytes(TensorFile file) =>
        TensorFiles
            .Written(file)
            .AsSpan()
            .SequenceEqual(TensorFiles.Written(TensorFile.Of(file.Tensors.Reverse(), file.Metadata.Reverse())));

    [Law]
    public bool Data_begins_at_a_multiple_of_8(TensorFile file) =>
        BitConverter.ToInt64(TensorFiles.Written(file)) % 8 == 0;

    [Law(MaxTest = 30)]
    public bool A_file_cut_short_anywhere_is_refused(TensorFile file)
    {
        var whole = TensorFiles.Written(file);
        return Enumerable
            .Range(0, whole.Length)
            .All(length => Safetensors.Read(whole[..length], "here").Problems is [{ Code: "ROCL0620" or "ROCL0626" }]);
    }

    [Law]
    public bool A_byte_too_many_is_refused(TensorFile file) =>
        Safetensors.Read([.. TensorFiles.Written(file), 0], "here").Problems is [{ Code: "ROCL0626" }];

    [Law]
    public bool A_damaged_header_is_refused_or_tells_the_same_bytes_otherwise(TensorFile file, int place, byte value)
    {
        using var scope = NewDisposeScope();
        var damaged = TensorFiles.Written(file);
        damaged[(place & int.MaxValue) % (8 + BitConverter.ToInt32(damaged))] = value;
        return IsRefusedOrHoldsTheSameBytes(damaged, file);
    }

    [Test]
    public void Every_bit_of_a_header_may_flip()
    {
        using var scope = NewDisposeScope();
        var file = TensorFile.Of(
            [new("a", ones(2, 3)), new("b", zeros(2, dtype: ScalarType.Bool)), new("c", tensor(7L))],
            [new("k", "v")]
        );
        var whole = TensorFiles.Written(file);
        foreach (var bit in Enumerable.Range(0, 8 * (8 + BitConverter.ToInt32(whole))))
        {
            var damaged = whole.ToArray();
            damaged[bit / 8] ^= (byte)(1 << bit % 8);
            Assert.That(IsRefusedOrHoldsTheSameBytes(damaged, file), $"bit {bit}");
        }
    }

    private static bool IsRefusedOrHoldsTheSameBytes(byte[] damaged, TensorFile file) =>
        Safetensors
            .Read(damaged, "here")
            .Match(
                read => Bytes(read) == Bytes(file),
                problems =>
                    problems.All(problem =>
                        problem
                            is {
                                Where: "here",
                                Code: ['R', 'O', 'C', 'L', '0', '6', '2', _],
                                What.Length: > 0,
                                Remedy.Length: > 0
                            }
                    )
            );

    private static long Bytes(TensorFile file) =>
        file.Tensors.Values.Sum(tensor => tensor.numel() * tensor.element_size());
}
