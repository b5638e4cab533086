using System.Collections.Immutable;

namespace RoCL.Datasets.ImageFolder;

/// <summary>ROCL0455: several images of a part cannot be read.</summary>
internal static class DamagedProblems
{
    private const int ShownInFull = 10;
    private const int ShownByName = 100;

    /// <summary>All damaged images: the first with what is wrong, more by their names.</summary>
    public static ProblemException Of(string root, Split split, LoadedImages loaded, IReadOnlyList<LabelledFile> images)
    {
        var damages = loaded.Damages;
        if (damages.Count == 1)
            return damages[0];
        var names = Enumerable
            .Range(0, images.Count)
            .Where(i => loaded.Images[i].Damage is not null)
            .Skip(ShownInFull)
            .Select(i => LeftOutEntry.NameOf(images[i].Path, root))
            .ToList();
        var rest = names.Count > ShownByName ? $", and {names.Count - ShownByName} more" : "";
        var further = names.Count == 0 ? "" : $" Further ones: {string.Join(", ", names.Take(ShownByName))}{rest}.";
        var all = new Problem(
            "ROCL0455",
            root,
            $"{damages.Count} of {images.Count} {(split is Split.Train ? "training" : "test")} images cannot be "
                + $"read.{further}",
            "Replace these files, take them out, or write \"damaged\": \"leave-out\" in the recipe's data: "
                + "they are then left out and counted."
        );
        return ProblemException.Of(
            ImmutableArray.CreateRange(damages.Take(ShownInFull).SelectMany(damage => damage.Problems).Append(all))
        );
    }
}
