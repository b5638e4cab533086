using RoCL.Core.Recipes;

namespace RoCL.Core.Models;

/// <summary>Copies of a model's networks, apart from the model.</summary>
public static class ModelCopies
{
    /// <summary>
    /// A copy of the encoder in eval mode, with the batch-norm of the recipe's route; the caller's
    /// own.
    /// </summary>
    /// <param name="model">The model.</param>
    public static nn.Module<Tensor, Tensor> CopyOfEncoder(this Model model) =>
        model.Networks.CopyInto(
            ModelBuilder.Encoder(model.Bindings, model.Shape, model.Device),
            model.Encoder,
            model.Route
        );

    /// <summary>As <see cref="CopyOfEncoder"/>, of a head and those that it reads.</summary>
    /// <param name="model">The model.</param>
    /// <param name="head">The head's name.</param>
    public static nn.Module<Tensor, Tensor> CopyOfHead(this Model model, string head)
    {
        var heads = HeadSources.InOrder(model.Bindings.Recipe, [head]);
        var copies = heads.Select(name => CopyOfOneHead(model, name)).ToList();
        return copies is [var only] ? only : nn.Sequential([.. copies]);
    }

    /// <summary>
    /// The tensors of a head alone, by the head's names, with the recipe's route.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="head">The head's name.</param>
    internal static ImmutableSortedDictionary<string, Tensor> StateOfHead(this Model model, string head) =>
        FrozenHeads.StateOf(model.Networks, head, model.Route);

    private static nn.Module<Tensor, Tensor> CopyOfOneHead(Model model, string head) =>
        model.Networks.CopyInto(
            ModelBuilder.Head(model.Bindings, head, model.Built.HeadInputs[head], model.Classes, model.Device),
            model.Networks.Heads[head].Module,
            model.Route
        );
}
