using System.Text.Json.Nodes;
using RoCL.Core.Components;

namespace RoCL.Library;

/// <summary>
/// What the calling program brings, as a recipe names it: its images and its network.
/// </summary>
internal static class OwnComponents
{
    /// <summary>The name of the program's recipe, in messages.</summary>
    public const string RecipeName = "the recipe";

    private const string Data = "own-images";
    private const string Network = "own-network";

    /// <summary>The part of a recipe that names both.</summary>
    public static JsonObject Document =>
        new()
        {
            ["data"] = new JsonObject { ["use"] = Data },
            ["encoder"] = new JsonObject { ["use"] = Network },
        };

    /// <summary>The description of one of them; null for any other name.</summary>
    /// <param name="name">As a recipe names it.</param>
    public static ComponentDescription? Find(string name) =>
        name switch
        {
            Data => Described(ComponentKind.Dataset, name, typeof(OwnImages)),
            Network => Described(ComponentKind.Encoder, name, typeof(OwnEncoder)),
            _ => null,
        };

    private static ComponentDescription Described(ComponentKind kind, string name, Type type)
    {
        var assembly = type.Assembly;
        var version = assembly.GetName().Version!.ToString(3);
        var plugin = new PluginIdentity(assembly.GetName().Name!, version, assembly.Location);
        return new(kind, name, "", [], type.FullName!, plugin);
    }
}

/// <summary>The program's images; each split is the same ones.</summary>
/// <param name="images">The images.</param>
internal sealed class OwnImages(IImages images) : IDataset
{
    /// <inheritdoc/>
    public IImages Open(Split split) => images;
}

/// <summary>The program's network.</summary>
/// <param name="network">Makes it.</param>
internal sealed class OwnEncoder(Func<ImageShape, nn.Module<Tensor, Tensor>> network) : IEncoder
{
    /// <inheritdoc/>
    public nn.Module<Tensor, Tensor> Build(ImageShape shape) => network(shape);
}
