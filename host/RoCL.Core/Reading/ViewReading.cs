using System.Text.Json.Nodes;
using RoCL.Core.Components;
using RoCL.Core.Recipes;
using RoCL.Core.Values;

namespace RoCL.Core.Reading;

/// <summary>Reads a recipe's <c>views</c>.</summary>
/// <param name="Components">Reads augmentations, losses and attacks.</param>
/// <param name="References">Reads which views an attack's objective sees.</param>
internal sealed record ViewReading(ComponentReading Components, ReferenceReading References)
{
    private const string FallBack = "fallBack";

    /// <summary>
    /// The views, each after those that it is made from. ROCL0108 an unknown view, ROCL0109 a view
    /// made from itself or a circle, ROCL0123 an objective that does not see what is attacked.
    /// </summary>
    /// <param name="node">The block's place in the recipe.</param>
    public ValueList<View> Views(RecipeNode node)
    {
        node.RequireObject();
        var views = new List<View>();
        foreach (var name in node.Keys)
        {
            var view = View(name, node[name]);
            if (view is not null)
                views.Add(view);
        }

        var known = views.SelectMany(view => view.Results).ToList();
        foreach (var view in views)
            ReportMisfits(node[view.Name], view, known);
        var ordered = InOrder(node, views, known);
        ReportMixedTwice(node, ordered);
        return ordered;
    }

    private View? View(string name, RecipeNode node)
    {
        if (!node["mix"].IsEmpty)
            return Mixed(name, node);
        return node["perturb"].IsEmpty ? Augmented(name, node) : Perturbed(name, node);
    }

    private View.Mixed? Mixed(string name, RecipeNode node)
    {
        node.AllowKeys("mix", "by", "route");
        var source = node["mix"].Text("");
        var mixing = Components.Use(node["by"], ComponentKind.Mixing);
        var route = RouteReading.Route(node["route"]);
        return mixing is null ? null : new View.Mixed(name, source, mixing) { Route = route };
    }

    private View.Augmented? Augmented(string name, RecipeNode node)
    {
        node.AllowKeys("augment", "mix", "perturb", "route");
        var pipeline = node["augment"].ReadMembers(member => Components.Use(member, ComponentKind.Augmentation));
        var route = RouteReading.Route(node["route"]);
        return pipeline.Contains(null)
            ? null
            : new View.Augmented(name, [.. pipeline.OfType<ComponentUse>()]) { Route = route };
    }

    private View.Perturbed? Perturbed(string name, RecipeNode node)
    {
        node.AllowKeys("perturb", "maximise", "attack", FallBack, "threat", "mode", "route");
        ValueList<string> sources = [.. node["perturb"].ReadMembers(member => member.Text(""))];
        ValueList<string> adversarial =
            node["perturb"].Node is JsonArray ? [.. sources.Select(source => $"{name}.{source}")] : [name];
        var objective = Components.Use(node["maximise"], ComponentKind.Loss, "views", "head");
        var seen = References.References(node["maximise"]);
        var attack = Components.Use(node["attack"], ComponentKind.Attack);
        var fallBack = node[FallBack].IsEmpty ? null : Components.Use(node[FallBack], ComponentKind.Attack);
        var threat = new ThreatReading(Components).Threat(node["threat"]);
        var mode = node["mode"].Choice(Mode.Eval, ("eval", Mode.Eval), ("train", Mode.Train));
        var route = RouteReading.Route(node["route"]);
        return objective is null || attack is null || threat is null
            ? null
            : new View.Perturbed(name, sources, adversarial, objective, seen, attack, threat, mode)
            {
                Route = route,
                FallBack = fallBack,
            };
    }

    private static void ReportMisfits(RecipeNode node, View view, List<string> known)
    {
        foreach (var unknown in view.Needs.Except(known))
            ReferenceReading.ReportUnknownView(node, unknown, known);
        if (view is View.Mixed && view.Needs.Contains(view.Name))
            node["mix"].Report("ROCL0109", $"View '{view.Name}' is made from itself.", "Mix another view.");
        if (view is not View.Perturbed perturbed)
            return;

        if (perturbed.Sources.Intersect(perturbed.Adversarial.Append(view.Name)).Any())
            node["perturb"].Report("ROCL0109", $"View '{view.Name}' is made from itself.", "Perturb another view.");
        if (!perturbed.ObjectiveViews.Any(seen => perturbed.Adversarial.Contains(seen.View)))
        {
            node["maximise"]
                .Report(
                    "ROCL0123",
                    $"The loss does not see {string.Join(" or ", perturbed.Adversarial)}, so no attack can raise it.",
                    "Name it among maximise.views."
                );
        }
    }

    // Their shares would be those of four images.
    private static void ReportMixedTwice(RecipeNode node, ValueList<View> views)
    {
        foreach (var view in views.OfType<View.Mixed>())
        {
            if (MixedViews.Of(views, view.Source) is { } mixed)
            {
                var what = $"View '{view.Name}' mixes images that '{mixed}' has mixed already.";
                node[view.Name]["mix"].Report("ROCL0191", what, "Mix a view that is not mixed.");
            }
        }
    }

    private static ValueList<View> InOrder(RecipeNode node, List<View> views, List<string> known)
    {
        var ordered = new List<View>();
        var waiting = views.ToList();
        while (waiting.Find(view => IsReady(view, known, ordered)) is { } next)
        {
            ordered.Add(next);
            waiting.Remove(next);
        }

        // A view that is made from itself was reported already.
        var madeFromThemselves = waiting.Where(view => view.Needs.Intersect(view.Results).Any());
        if (waiting.Except(madeFromThemselves).Any())
        {
            node.Report(
                "ROCL0109",
                $"The views {string.Join(", ", waiting.Select(view => $"'{view.Name}'"))} are made from one another.",
                "Break the circle: a view is made from views that are there."
            );
        }

        return [.. ordered];
    }

    private static bool IsReady(View view, List<string> known, List<View> ordered) =>
        view.Needs.Intersect(known).All(ordered.SelectMany(done => done.Results).Contains);
}
