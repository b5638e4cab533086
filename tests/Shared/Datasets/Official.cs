using System.Text;

namespace Shared.Datasets;

/// <summary>Files as the official archives hold them, of fewer images.</summary>
internal static class Official
{
    public const string BinaryTen = "cifar-10-batches-bin",
        BinaryHundred = "cifar-100-binary",
        PythonTen = "cifar-10-batches-py",
        PythonHundred = "cifar-100-python";

    public static readonly string[] Ten =
    [
        "airplane",
        "automobile",
        "bird",
        "cat",
        "deer",
        "dog",
        "frog",
        "horse",
        "ship",
        "truck",
    ];

    /// <summary>
    /// CIFAR-10 in binary form: five files to train on, one to test on, the names.
    /// </summary>
    public static IEnumerable<(string Name, byte[] Bytes)> TenInBinary(Photos[] train, Photos test) =>
        [
            .. train.Select((photos, i) => ($"data_batch_{i + 1}.bin", photos.Binary)).Reverse(),
            ("readme.html", "<META HTTP-EQUIV=REFRESH>"u8.ToArray()),
            ("test_batch.bin", test.Binary),
            ("batches.meta.txt", Encoding.ASCII.GetBytes(string.Join('\n', Ten) + "\n\n")),
        ];

    /// <summary>CIFAR-100 in binary form; its names are left out.</summary>
    public static IEnumerable<(string Name, byte[] Bytes)> HundredInBinary(Photos train, Photos test) =>
        [("file.txt~", []), ("train.bin", train.FineBinary), ("test.bin", test.FineBinary)];

    /// <summary>Files of the python form, of which only the names are looked at.</summary>
    public static IEnumerable<(string Name, byte[] Bytes)> InPython(params IEnumerable<string> names) =>
        names.Select(name => (name, (byte[])[0x80, 2, (byte)'}', (byte)'.']));

    /// <summary>All of it in one archive, in the one folder.</summary>
    public static byte[] Archive(string folder, IEnumerable<(string Name, byte[] Bytes)> files) =>
        TarGzip.Of(files.Select(file => ($"{folder}/{file.Name}", file.Bytes)));
}
