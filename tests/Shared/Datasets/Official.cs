using System.Text;
using RoCL.Core.Evaluation;

namespace Shared.Datasets;

/// <summary>Files as the official archives hold them, of fewer images.</summary>
internal static class Official
{
    public const string PythonTen = "cifar-10-batches-py",
        BinaryTen = "cifar-10-batches-bin",
        PythonHundred = "cifar-100-python",
        BinaryHundred = "cifar-100-binary";

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
    /// CIFAR-10 in python form: five files to train on, one to test on, the names.
    /// </summary>
    public static IEnumerable<(string Name, byte[] Bytes)> TenInPython(
        Photos[] train,
        Photos test,
        bool byColumns = false
    ) =>
        [
            .. train.Select((photos, i) => ($"data_batch_{i + 1}", photos.Pickle(byColumns))).Reverse(),
            ("readme.html", "<META HTTP-EQUIV=REFRESH>"u8.ToArray()),
            ("test_batch", test.Pickle(byColumns)),
            ("batches.meta", Names("label_names", Ten)),
        ];

    /// <summary>CIFAR-10 in binary form.</summary>
    public static IEnumerable<(string Name, byte[] Bytes)> TenInBinary(Photos[] train, Photos test) =>
        [
            .. train.Select((photos, i) => ($"data_batch_{i + 1}.bin", photos.Binary)),
            ("test_batch.bin", test.Binary),
            ("batches.meta.txt", Encoding.ASCII.GetBytes(string.Join('\n', Ten) + "\n\n")),
        ];

    /// <summary>CIFAR-100 in python form; its names are left out.</summary>
    public static IEnumerable<(string Name, byte[] Bytes)> HundredInPython(
        Photos train,
        Photos test,
        bool byColumns = false
    ) => [("file.txt~", []), ("train", train.FinePickle(byColumns)), ("test", test.FinePickle(byColumns))];

    /// <summary>CIFAR-100 in binary form; its names are left out.</summary>
    public static IEnumerable<(string Name, byte[] Bytes)> HundredInBinary(Photos train, Photos test) =>
        [("train.bin", train.FineBinary), ("test.bin", test.FineBinary)];

    /// <summary>A pickle with a list of names.</summary>
    public static byte[] Names(string key, params IEnumerable<string> names) =>
        Pickled.File(
            Pickled.Dictionary(
                ("num_cases_per_batch", Pickled.Whole(10_000)),
                (key, Pickled.List(names.Select(Pickled.Text)))
            )
        );

    /// <summary>All of it in one archive, in the one folder.</summary>
    public static byte[] Archive(string folder, IEnumerable<(string Name, byte[] Bytes)> files) =>
        TarGzip.Of(files.Select(file => ($"{folder}/{file.Name}", file.Bytes)));
}
