using RoCL.Plugins.Metadata;
using Shared.Components;
using Shared.Fuzzing;

namespace Plugins.Tests.Fuzzing;

/// <summary>What assemblies say of their components.</summary>
public sealed class MetadataReader
{
    public static IEnumerable<Fuzz> Readers() =>
        [
            new(
                "assembly",
                300,
                [
                    File.ReadAllBytes(typeof(EveryOption).Assembly.Location),
                    File.ReadAllBytes(typeof(RoCL.Optimizers.Standard.Sgd).Assembly.Location),
                ],
                bytes =>
                {
                    using var image = new MemoryStream(bytes);
                    return ComponentReader.Read(image, "a.dll").Problems;
                }
            ),
        ];

    [TestCaseSource(nameof(Readers))]
    public void A_mutated_file_is_refused_with_a_code_or_read_whole(Fuzz reader) => reader.Ordinary();

    [TestCaseSource(nameof(Readers)), Explicit("minutes")]
    public void So_are_twenty_times_as_many(Fuzz reader) => reader.TwentyTimes();
}
