using RoCL.Core.Classes;

namespace RoCL.Core.Models;

/// <summary>Copies of trained heads for images of some classes.</summary>
internal static class OrderedHeads
{
    /// <summary>
    /// A copy of a head, in eval mode; the outputs of a classifier come in the order of the classes
    /// at hand.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="head">The head's name.</param>
    /// <param name="classes">The names of the classes at hand, by number.</param>
    /// <param name="where">The recipe's key.</param>
    /// <exception cref="ProblemException">
    /// ROCL0272: the head was trained on other classes.
    /// </exception>
    public static nn.Module<Tensor, Tensor> CopyOfHead(
        this Model model,
        string head,
        IReadOnlyList<string> classes,
        string where
    )
    {
        var trained = model.TrainedClassNames;
        var areSame = trained.IsEmpty || trained.SequenceEqual(classes);
        if (areSame || !ClassHeads.In(model).Contains(head))
            return model.CopyOfHead(head);
        var order =
            ClassOrder.Between(trained, classes)
            ?? throw new ProblemException(ClassOrder.Misfit(where, $"The trained head '{head}'", trained, classes));
        return nn.Sequential(("head", model.CopyOfHead(head)), ("order", new InClassOrder(order)));
    }
}
