using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Core.Tests.Files;
using RoCL.Core.Reading;
using RoCL.Core.Tensors;
using Shared.Fuzzing;
using Shared.Toys;

namespace Core.Tests.Fuzzing;

/// <summary>What the core reads: tensors and recipes.</summary>
public sealed class CoreReaders
{
    private static readonly ToyShelf Shelf = new();

    public static IEnumerable<Fuzz> Readers() =>
        [
            new(
                "safetensors",
                900,
                [.. Tensors().Select(TensorFiles.Written)],
                bytes =>
                    Safetensors
                        .Read(bytes, "here")
                        .Match(
                            file =>
                            {
                                foreach (var tensor in file.Tensors.Values)
                                    tensor.Dispose();
                                return [];
                            },
                            problems => problems
                        )
            ),
            new("recipe", 600, [Encoding.UTF8.GetBytes(ToyShelf.Rocl), .. Recipes()], Recipe),
        ];

    [TestCaseSource(nameof(Readers))]
    public void A_mutated_file_is_refused_with_a_code_or_read_whole(Fuzz reader) => reader.Ordinary();

    [TestCaseSource(nameof(Readers)), Explicit("minutes")]
    public void So_are_twenty_times_as_many(Fuzz reader) => reader.TwentyTimes();

    private static TensorFile[] Tensors() =>
        [
            TensorFile.Of(
                [
                    new("weight", arange(6, dtype: ScalarType.Float32).view(2, 3)),
                    new("bias", zeros(2)),
                    new("mask", tensor(new[] { true, false })),
                ],
                [new("shape", "1x28x28")]
            ),
            TensorFile.Of([new("a", zeros(0, 3, dtype: ScalarType.Int64)), new("b", tensor((byte)1))]),
        ];

    private static IEnumerable<byte[]> Recipes() =>
        new[]
        {
            "views.adv.route=adv",
            "optimizer={\"use\":\"sgd\",\"lr\":{\"from\":0.1,\"to\":0.01,\"over\":\"2 epochs\"}}",
        }
            .Select(setting =>
                RecipeText
                    .Parse("r", ToyShelf.Rocl)
                    .Then(recipe => RecipeText.Set(recipe, setting))
                    .Match(recipe => recipe.ToJsonString(), _ => "")
            )
            .Select(Encoding.UTF8.GetBytes);

    // Read, merged over another and completed, as `rocl run` does.
    private static ImmutableArray<Problem> Recipe(byte[] bytes) =>
        RecipeText
            .Load(
                "r",
                (name, _) => new WrittenRecipe(name, name == "r" ? Encoding.UTF8.GetString(bytes) : ToyShelf.Rocl)
            )
            .Then(document =>
                RecipeReader
                    .Read("toy", "r", document, Shelf)
                    .Then<JsonObject>(recipe => Completion.Of(document, recipe))
            )
            .Problems;
}
