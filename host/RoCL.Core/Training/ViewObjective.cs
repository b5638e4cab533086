using RoCL.Core.Binding;
using RoCL.Core.Models;
using RoCL.Core.Recipes;

namespace RoCL.Core.Training;

/// <summary>
/// The objective of a view's attack: a loss over views, as a function of those that are moved.
/// </summary>
/// <param name="bindings">The recipe, and its components as objects.</param>
/// <param name="model">The model, in the mode that the attack is to meet.</param>
/// <param name="view">The view that is attacked.</param>
/// <param name="moment">The step's place in time.</param>
/// <param name="states">The states of losses, of which the objective sees one.</param>
internal sealed class ViewObjective(
    Bindings bindings,
    Model model,
    View.Perturbed view,
    Moment moment,
    StepStates states
)
{
    // The model's heads that the moved views go through, and the teachers that see them.
    private readonly ImmutableArray<string> _heads = HeadsOfMoved(view, byTeacher: false);
    private readonly ImmutableArray<string> _teachers = HeadsOfMoved(view, byTeacher: true);
    private readonly ILoss _loss = bindings.Loss(view.Objective).At(moment);
    private long[] _widths = [];

    /// <summary>The objective that the attack gets.</summary>
    /// <param name="clean">The views that are moved, one after the other.</param>
    /// <param name="stationary">The views that are not moved, by name.</param>
    /// <param name="own">The images that the views are of.</param>
    /// <param name="around">The images that these are compared with.</param>
    /// <param name="mixes">How each view that the loss sees was mixed.</param>
    public NetworkObjective Against(
        Tensor clean,
        Func<string, Tensor> stationary,
        SeenImages own,
        ImagesAround around,
        IReadOnlyList<ViewMix?> mixes
    )
    {
        var embedded = EmbeddedOnce(stationary, around);
        var images = around.With(own);
        Tensor? cleanOutputs = null;
        return new(Outputs, Loss, clean.shape[0], Labels(own), OutputsOfClean)
        {
            Encoder = bindings.Recipe.Encoder,
            LossUse = view.Objective,
            ClassNames = model.ClassNames,
            Chunk = view.Mode == Mode.Eval ? (long)bindings.Recipe.Train.Chunk * view.Sources.Count : null,
            Backbone = moved => model.Shadows.EncodeAttacked(moved, model.Features, view.Route),
            Health = zeros([], device: clean.device),
        };

        Tensor Loss(Tensor outputs)
        {
            ImmutableArray<Tensor[]> columns = [.. Columns(outputs).Select(part => part.chunk(view.Adversarial.Count))];
            var seen = new List<Tensor>();
            foreach (var reference in view.ObjectiveViews)
                seen.Add(embedded.GetValueOrDefault(reference) ?? around.With(Moved(reference, columns)));
            var losses = LossOf(LossInputs.Of(seen, view.ObjectiveViews, images, mixes));
            return around.Own(losses).repeat(view.Adversarial.Count);
        }

        Tensor OutputsOfClean(Tensor _)
        {
            using var quiet = no_grad();
            cleanOutputs ??= Outputs(clean).detach().DetachFromDisposeScope();
            return cleanOutputs;
        }
    }

    // What the state would be after the attack is nobody's state.
    private Tensor LossOf(LossInput input) =>
        _loss is IStatefulLoss stateful ? stateful.Of(states.OfObjective(view.Objective), input).Loss : _loss.Of(input);

    // Only a loss that looks at labels can say that an image is fooled.
    private Tensor? Labels(SeenImages images) =>
        _loss.Requirement.Labels && _teachers.IsEmpty ? images.Labels?.repeat(view.Adversarial.Count) : null;

    // Side by side: the model's outputs (its features where several heads want them), then those of
    // each teacher.
    private Tensor Outputs(Tensor images)
    {
        var parts = new List<Tensor>();
        if (!_heads.IsEmpty)
        {
            var features = model.Shadows.EncodeAttacked(images, model.Features, view.Route);
            parts.Add(_heads is [var head] ? model.Head(head, features, view.Route) : features);
        }

        foreach (var teacher in _teachers)
            parts.Add(model.TeacherOutputs(teacher, images, view.Route));
        _widths = [.. parts.Select(part => part.shape[1])];
        return parts is [var only] ? only : cat([.. parts], 1);
    }

    private Tensor[] Columns(Tensor outputs) => _widths.Length == 1 ? [outputs] : outputs.split(_widths, 1);

    private Tensor Moved(ViewReference reference, ImmutableArray<Tensor[]> columns)
    {
        var moved = view.Adversarial.IndexOf(reference.View);
        var teacher = _teachers.IndexOf(reference.Head);
        if (teacher >= 0)
            return columns[teacher + (_heads.IsEmpty ? 0 : 1)][moved];
        return _heads is [_] ? columns[0][moved] : model.Head(reference.Head, columns[0][moved], view.Route);
    }

    // Stationary views are embedded once: nothing about them changes from one iteration to the
    // next.
    private Dictionary<ViewReference, Tensor> EmbeddedOnce(Func<string, Tensor> stationary, ImagesAround around)
    {
        using var quiet = no_grad();
        var embedded = new Dictionary<ViewReference, Tensor>();
        foreach (var ofView in StationaryReferences().GroupBy(reference => reference.View))
        {
            var images = stationary(ofView.Key);
            var route = bindings.Recipe.RouteOf(ofView.Key);
            Tensor? features = null;
            foreach (var reference in ofView)
            {
                if (!reference.ByTeacher)
                    features ??= model.Shadows.EncodeAttacked(images, model.Features, route);
                var outputs = reference.ByTeacher
                    ? model.TeacherOutputs(reference.Head, images, route)
                    : model.Head(reference.Head, features!, route);
                embedded.Add(reference, around.With(outputs.detach()));
            }
        }
        return embedded;
    }

    private IEnumerable<ViewReference> StationaryReferences() =>
        view.ObjectiveViews.Where(reference => !view.Adversarial.Contains(reference.View)).Distinct();

    private static ImmutableArray<string> HeadsOfMoved(View.Perturbed view, bool byTeacher) =>
        [
            .. view
                .ObjectiveViews.Where(seen => view.Adversarial.Contains(seen.View) && seen.ByTeacher == byTeacher)
                .Select(seen => seen.Head)
                .Distinct(),
        ];
}
