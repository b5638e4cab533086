using System.Reflection;

namespace RoCL.Core.Ahead;

/// <summary>
/// Another run's model that answers a few times and then ends the attack: enough to find that its
/// classes or its heads do not fit.
/// </summary>
/// <param name="inner">The model.</param>
/// <param name="answers">How many answers are left.</param>
internal sealed class GlancedModel(ITrainedModel inner, GlancedObjective.Answers answers) : ITrainedModel
{
    private const string Copy = "<Clone>$";

    /// <inheritdoc/>
    public ImageShape Shape => inner.Shape;

    /// <inheritdoc/>
    public int Classes => inner.Classes;

    /// <inheritdoc/>
    public IReadOnlyList<string> Heads => inner.Heads;

    /// <inheritdoc/>
    public IReadOnlyList<string> ClassNames => inner.ClassNames;

    /// <inheritdoc/>
    public IReadOnlyList<string> Classifiers => inner.Classifiers;

    /// <inheritdoc/>
    public ITrainedModel For(IReadOnlyList<string> classes) => new GlancedModel(inner.For(classes), answers);

    /// <inheritdoc/>
    public ITrainedModel Through(string route) => new GlancedModel(inner.Through(route), answers);

    /// <inheritdoc/>
    public Tensor Outputs(Tensor images, string head = ITrainedModel.Features)
    {
        answers.Take();
        return inner.Outputs(images, head);
    }

    /// <inheritdoc/>
    public IObjective Objective(
        Func<Tensor, Tensor> losses,
        long rows,
        Tensor? labels = null,
        string head = ITrainedModel.Features
    ) => new GlancedObjective(inner.Objective(losses, rows, labels, head), answers);

    /// <summary>
    /// A copy of an attack whose models answer a few times; <see langword="null"/> where it is no
    /// record with the models as properties, as options of a record are.
    /// </summary>
    /// <param name="attack">The attack.</param>
    /// <param name="answers">How many answers each of its models has left.</param>
    public static IAttack? In(IAttack attack, int answers)
    {
        var models = attack
            .GetType()
            .GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.PropertyType == typeof(ITrainedModel) && property.CanWrite)
            .Where(property => property.GetIndexParameters().Length == 0)
            .ToList();
        if (models.Count == 0 || attack.GetType().GetMethod(Copy)?.Invoke(attack, []) is not IAttack copy)
            return null;
        foreach (var property in models)
        {
            if (property.GetValue(attack) is ITrainedModel model)
                property.SetValue(copy, new GlancedModel(model, new(answers)));
        }
        return copy;
    }
}
