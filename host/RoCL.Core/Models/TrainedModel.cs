using RoCL.Core.Guards;
using RoCL.Core.Recipes;

namespace RoCL.Core.Models;

/// <summary>A model that another run has trained, frozen, as components are given it.</summary>
public sealed class TrainedModel : ITrainedModel, IDisposable
{
    private readonly Dictionary<string, Model> _on = [];
    private readonly Model _model;
    private readonly Func<Device, Model> _build;
    private readonly string _run;

    /// <summary>Freezes a model, and takes it over.</summary>
    /// <param name="run">The run's folder, for messages.</param>
    /// <param name="model">With the run's weights.</param>
    /// <param name="build">
    /// Another model of the same recipe on another device, asked for when images come from there;
    /// its weights do not matter.
    /// </param>
    public TrainedModel(string run, Model model, Func<Device, Model> build)
    {
        _run = run;
        _model = model;
        _build = build;
        Heads = [.. model.Heads];
        Classifiers = ClassHeads.In(model);
        _on.Add(model.Device.ToString(), Frozen(model));
    }

    /// <inheritdoc/>
    public ImageShape Shape => _model.Shape;

    /// <inheritdoc/>
    public int Classes => _model.Classes;

    /// <inheritdoc/>
    public IReadOnlyList<string> Heads { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> ClassNames => _model.ClassNames;

    /// <inheritdoc/>
    public IReadOnlyList<string> Classifiers { get; }

    /// <summary>
    /// The token by which the person asks to stop; an attack on this model ends at its next query.
    /// </summary>
    public CancellationToken Stop { get; init; }

    /// <summary>The model itself; only read.</summary>
    public Model Model => _model;

    /// <inheritdoc/>
    public ITrainedModel Through(string route) => new RoutedModel(this, KnownRoute(route));

    /// <inheritdoc/>
    public Tensor Outputs(Tensor images, string head = ITrainedModel.Features) => Outputs(images, head, _model.Route);

    /// <inheritdoc/>
    public IObjective Objective(
        Func<Tensor, Tensor> losses,
        long rows,
        Tensor? labels = null,
        string head = ITrainedModel.Features
    ) => Objective(losses, rows, labels, head, _model.Route);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var model in _on.Values)
            model.Dispose();
    }

    /// <summary>The outputs by the batch-norm of a route.</summary>
    internal Tensor Outputs(Tensor images, string head, string route) => Network(images, Known(head), route);

    /// <summary>The objective by the batch-norm of a route.</summary>
    internal IObjective Objective(Func<Tensor, Tensor> losses, long rows, Tensor? labels, string head, string route)
    {
        var known = Known(head);
        var objective = new NetworkObjective(
            images => Network(images, known, route),
            losses,
            rows,
            labels,
            NetworkObjective.Nothing(rows)
        )
        {
            Backbone = images => Network(images, ITrainedModel.Features, route),
        };
        return QueriedObjective.Of(objective, Stop);
    }

    private Tensor Network(Tensor images, string head, string route)
    {
        var model = On(images.device);
        return model.Head(head, model.Encode(Layout.ChannelsLast(images), route), route);
    }

    private Model On(Device device)
    {
        if (_on.TryGetValue(device.ToString(), out var there))
            return there;
        var copy = _build(device);
        copy.Restore(_model.State, _run);
        _on.Add(device.ToString(), Frozen(copy));
        return copy;
    }

    private string Known(string head) =>
        head == Recipe.NoHead || Heads.Contains(head)
            ? head
            : throw new ProblemException(
                new(
                    "ROCL0110",
                    _run,
                    $"The run's model has no head '{head}'.",
                    $"Known: {string.Join(", ", Heads.Append(Recipe.NoHead).Distinct())}."
                )
            );

    private string KnownRoute(string route)
    {
        ImmutableArray<string> known = [.. _model.Bindings.Recipe.Routes];
        if (route == Recipe.OwnRoute || known.Contains(route))
            return route;
        var remedy = known.IsEmpty
            ? "Leave the route away: no view of that run has one."
            : $"Known: {string.Join(", ", known)}, and \"\" for the networks' own batch-norm.";
        throw new ProblemException(new("ROCL0198", _run, $"The run's model has no route '{route}'.", remedy));
    }

    private static Model Frozen(Model model)
    {
        foreach (var parameter in model.Parameters.Values)
            parameter.requires_grad = false;
        model.Enter(Mode.Eval);
        return model;
    }
}
