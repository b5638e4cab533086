using System.Text.Json.Nodes;
using RoCL.Core.Components;

namespace RoCL.Core.Recipes;

/// <summary>Reads views and loss terms out of a recipe.</summary>
internal sealed record ViewPlaces(
    ComponentPlaces Components,
    ImmutableArray<string> Heads,
    ImmutableArray<string> Teachers
)
{
    /// <summary>
    /// The views, each after those that it is made from. ROCL0108 an unknown view, ROCL0109 a view
    /// made from itself or a circle.
    /// </summary>
    public ImmutableArray<View> Views(Place place)
    {
        var views = place.Knowing(place.Keys).Keys.Select(name => (place[name], View(name, place[name]))).ToList();
        var known = views.SelectMany(view => view.Item2?.Results ?? []).ToList();
        foreach (var (at, view) in views.Where(view => view.Item2 is not null))
        {
            foreach (var unknown in view!.Needs.Except(known))
                Unknown(at, unknown, known);
            if (view is View.Perturbed perturbed)
            {
                if (perturbed.Of.Intersect(perturbed.Made.Append(view.Name)).Any())
                {
                    at["perturb"]
                        .Report("ROCL0109", $"'{view.Name}' would be made from itself.", "Perturb another view.");
                }

                if (!perturbed.Seen.Any(seen => perturbed.Made.Contains(seen.View)))
                {
                    at["maximise"]
                        .Report(
                            "ROCL0123",
                            $"the loss does not see {string.Join(" or ", perturbed.Made)}, so nothing there could raise it.",
                            "Name it among maximise.views."
                        );
                }
            }
        }
        return InOrder(place, [.. views.Select(view => view.Item2).OfType<View>()], known);
    }

    /// <summary>
    /// The loss terms. ROCL0108 an unknown view, ROCL0110 an unknown head, ROCL0111 too few views.
    /// </summary>
    public ImmutableArray<Term> Terms(Place place, IReadOnlyList<string> views)
    {
        if (place.Members.IsEmpty)
            place.Report("ROCL0105", "is missing.", "List at least one loss over views.");
        return [.. place.Members.Select(at => Term(at, views)).OfType<Term>()];
    }

    /// <summary>
    /// The route that evaluations take. ROCL0140 one that no view takes.
    /// </summary>
    public static string RouteOf(Place place, IEnumerable<View> views)
    {
        ImmutableArray<string> known = [.. Recipe.RoutesOf(views)];
        var route = Route(place);
        if (route != Recipe.OwnRoute && !known.Contains(route))
        {
            place.Report(
                "ROCL0140",
                $"no view takes the route '{route}'.",
                known.IsEmpty
                    ? "Give it to a view, as in \"adv\": { \"route\": \"adv\", ... }, or leave it away."
                    : $"Known: {string.Join(", ", known)}."
            );
        }

        return route;
    }

    private Term? Term(Place place, IReadOnlyList<string> views)
    {
        var loss = Components.Bound<ILoss>(place, ComponentKind.Loss, "views", "head", "weight", "over");
        var seen = Seen(place);
        foreach (var unknown in seen.Select(reference => reference.View).Except(views))
            Unknown(place["views"], unknown, views);
        var weight = place["weight"].Changing(1, -1e9, 1e9);
        if (!seen.IsEmpty && seen.All(reference => reference.Taught))
        {
            place["views"]
                .Report(
                    "ROCL0144",
                    "are all seen through a teacher, so nothing of it could be trained.",
                    "Name a view without '@' and the teacher's name."
                );
        }

        var over = place["over"].Word(false, ("batch", false), ("micro-batch", true));
        return loss is null ? null : new(loss, seen, weight, over);
    }

    private View? View(string name, Place place)
    {
        if (place["perturb"].Empty)
        {
            place.Knowing("augment", "perturb", "route");
            var pipeline = place["augment"]
                .Members.Select(at => Components.Bound<IAugmentation>(at, ComponentKind.Augmentation))
                .ToList();
            return pipeline.Contains(null)
                ? null
                : new View.Augmented(name, [.. pipeline.OfType<Bound<IAugmentation>>()])
                {
                    Route = Route(place["route"]),
                };
        }
        place.Knowing("perturb", "maximise", "attack", "threat", "mode", "route");
        ImmutableArray<string> of = [.. place["perturb"].Members.Select(at => at.Text(""))];
        ImmutableArray<string> made =
            place["perturb"].Node is JsonArray ? [.. of.Select(each => $"{name}.{each}")] : [name];
        var goal = Components.Bound<ILoss>(place["maximise"], ComponentKind.Loss, "views", "head");
        var seen = Seen(place["maximise"]);
        var attack = Components.Bound<IAttack>(place["attack"], ComponentKind.Attack);
        var threat = ComponentPlaces.Threat(place["threat"]);
        var mode = place["mode"].Word(Mode.Eval, ("eval", Mode.Eval), ("train", Mode.Train));
        return goal is null || attack is null || threat is null
            ? null
            : new View.Perturbed(name, of, made, goal, seen, attack, threat, mode) { Route = Route(place["route"]) };
    }

    private ImmutableArray<ViewReference> Seen(Place place)
    {
        var head = place["head"].Text(Heads is [var only] ? only : Recipe.NoHead);
        if (place["views"].Empty)
            place["views"].Report("ROCL0105", "is missing.", "List the views that the loss sees.");
        if (place["head"].Empty && Heads.Length > 1)
        {
            place["head"]
                .Report(
                    "ROCL0105",
                    "is missing, and there are several heads.",
                    $"Write one of: {string.Join(", ", Heads)}, {Recipe.NoHead}."
                );
        }

        return
        [
            .. place["views"]
                .Members.Select(at =>
                    at.Text("").Split('@', 2) switch
                    {
                        [var view, var other] => Reference(view, Known(at, other)),
                        [var view] => Reference(view, Known(place["head"], head)),
                        _ => throw new System.Diagnostics.UnreachableException(),
                    }
                ),
        ];
    }

    private ViewReference Reference(string view, string head) => new(view, head) { Taught = Teachers.Contains(head) };

    private string Known(Place place, string head)
    {
        if (head != Recipe.NoHead && !Heads.Contains(head) && !Teachers.Contains(head))
        {
            place.Report(
                "ROCL0110",
                $"there is no head{(Teachers.IsEmpty ? "" : " and no teacher")} '{head}'.",
                $"Known: {string.Join(", ", [.. Heads, Recipe.NoHead, .. Teachers])}."
            );
        }

        return head;
    }

    // Parts of tensors' names, and of keys.
    private static string Route(Place place)
    {
        var route = place.Text(Recipe.OwnRoute);
        if (route.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_'))
            return route;
        place.Report("ROCL0145", $"'{route}' is no name of a route.", "Use letters, digits, - and _.");
        return Recipe.OwnRoute;
    }

    private static void Unknown(Place place, string view, IReadOnlyList<string> known) =>
        place.Report(
            "ROCL0108",
            $"there is no view '{view}'.",
            Nearest.To(view, known) is { } nearest
                ? $"Did you mean '{nearest}'?"
                : $"Known: {string.Join(", ", known)}."
        );

    private static ImmutableArray<View> InOrder(Place place, ImmutableArray<View> views, IReadOnlyList<string> known)
    {
        var (ordered, waiting) = (ImmutableArray<View>.Empty, views);
        bool Ready(View view) => view.Needs.Intersect(known).All(ordered.SelectMany(done => done.Results).Contains);
        while (waiting.FirstOrDefault(Ready) is { } next)
            (ordered, waiting) = (ordered.Add(next), waiting.Remove(next));
        var selves = waiting.Where(view => view.Needs.Intersect(view.Results).Any());
        if (waiting.Except(selves).Any())
        {
            place.Report(
                "ROCL0109",
                $"{string.Join(", ", waiting.Select(view => $"'{view.Name}'"))} wait for one another.",
                "Break the circle: a view is made from views that are there."
            );
        }

        return ordered;
    }
}
