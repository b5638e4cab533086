using RoCL.Core.Values;

namespace RoCL.Plugins.Templates;

/// <summary>What to type next: the demonstration, with the new component in it.</summary>
public static class Trial
{
    /// <summary>A command that works as it stands.</summary>
    /// <param name="kind">What the component is.</param>
    /// <param name="name">What recipes call it.</param>
    /// <param name="plugin">What <c>--plugin</c> is to name.</param>
    public static string Of(string kind, string name, string plugin) =>
        $"rocl run demo-rocl --plugin {ShellWord.Of(plugin)} --set {Setting(kind, name)}";

    // No quotes where it goes without: shells differ in them.
    private static string Setting(string kind, string name) =>
        kind switch
        {
            "attack" or "stateful-attack" => $"views.adv.attack.use={name}",
            "augmentation" => $"views.a.augment.1={name}",
            "dataset" => $"data={name}",
            "encoder" => $"encoder={name}",
            "evaluation" => $"evaluate.0={name}",
            "head" => $"heads.projector={name}",
            "learning-rate" => $"learningRate={name}",
            "loss" or "stateful-loss" => $"loss.0.use={name}",
            "measurement" => $"'evaluate.0.measurements=[\"{name}\"]'",
            "mixing" => $"'views.b={{\"mix\":\"a\",\"by\":\"{name}\"}}'",
            "monitor" => $"monitors.watched={name}",
            "optimizer" => $"optimizer={name}",
            "teacher" => $"weights={name}",
            "threat-model" => $"views.adv.threat.use={name}",
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}
