namespace Processes.Tests.Docs;

/// <summary>
/// A page's command as a test types it: names of runs and files that are there, and lengths that
/// end in seconds.
/// </summary>
internal static class CommandsInSmall
{
    // What a page writes for the reader's own, and what the test has; longer ones first.
    private static readonly (string Written, string Typed)[] Names =
    [
        ("RUN --set data.folder=/new/place", "runs/moved --set data.folder=moved-images"),
        ("RUN --set teachers.teacher.from=/new/place", "runs/taught --set teachers.teacher.from=moved-run"),
        ("teachers.clean.from=RUN", "teachers.clean.from=runs/b"),
        ("teachers.projected.from=RUN", "teachers.projected.from=runs/b"),
        ("init.from=RUN", "init.from=runs/b"),
        ("runs/20261124-120355-demo-robustness", "suite"),
        ("runs/20261124-120355-demo", "runs/a"),
        ("RUN RUN ...", "runs/a runs/b"),
        ("RUN RUN", "runs/a runs/b"),
        ("RUN SUITE", "runs/a suite"),
        ("--set data=cifar-10", "--set 'data={\"use\":\"image-folder\",\"folder\":\"photos\",\"size\":16}'"),
        (
            "net.safetensors --encoder resnet18 --set encoder.stem=imagenet",
            "imagenet.safetensors --encoder resnet18 --set encoder.stem=imagenet"
        ),
        ("show A B", "show runs/a runs/b"),
        ("RUN@9360", "runs/a@2"),
        ("RUN", "runs/a"),
        ("show SUITE", "show suite"),
        ("show FOLDER", "show runs"),
        ("--html FILE", "--html page.html"),
        ("--tensorboard DIR", "--tensorboard events"),
        ("--out EXPORT", "--out exported"),
        ("\"folder\":\"photos\",\"size\":64", "\"folder\":\"photos\",\"size\":16"),
        ("\"folder\":\"cifar10-images\"", "\"folder\":\"photos\",\"size\":16"),
    ];

    private static readonly (string Written, string Typed)[] Lengths =
    [
        ("--images 500", "--images 10"),
        ("\"size\":224", "\"size\":64"),
        ("train.epochs=400", "train.epochs=3"),
        ("{\"use\":\"autoattack\"}", "{\"use\":\"autoattack\",\"iterations\":2,\"targets\":1,\"queries\":4}"),
        ("{\"use\":\"semi-supervised\"}", "{\"use\":\"semi-supervised\",\"shares\":[0.5]}"),
        (" --encoder resnet18 --batch 64 --shape 3x32x32 --k 7 --threads 2", " --shape 3x32x32 --threads 1"),
        ("rocl doctor --bench", "rocl doctor --bench --encoder small-resnet --batch 8 --k 1 --steps 1 --rounds 2"),
    ];

    // What a training is made small by, where the command does not set it itself.
    private static readonly (string Key, string Value)[] Small =
    [
        ("data", "\"fashion-mnist\""),
        ("images", "{\"train\":16,\"test\":10}"),
        ("encoder", "{\"use\":\"small-resnet\",\"width\":16,\"blocks\":1}"),
        ("masking.images", "0"),
        ("evaluate", "[]"),
    ];

    /// <summary>The command as it is typed.</summary>
    /// <param name="command">As the page has it.</param>
    public static string Of(string command)
    {
        var typed = Lengths.Concat(Names).Aggregate(command, (text, one) => text.Replace(one.Written, one.Typed));
        if (command.StartsWith("rocl new ", StringComparison.Ordinal))
            return $"rm -rf new && mkdir new && cd new && {typed}";
        if (command.StartsWith("rocl export ", StringComparison.Ordinal))
            return $"rm -rf *-export runs/*-export exported && {typed}";
        return IsTraining(command) ? $"{typed} {string.Join(" ", Settings(command))}" : typed;
    }

    // A run that is there already has its size.
    private static bool IsTraining(string command) =>
        command.StartsWith("rocl run ", StringComparison.Ordinal)
        && !command.StartsWith("rocl run RUN", StringComparison.Ordinal)
        && !command.StartsWith("rocl run runs/", StringComparison.Ordinal)
        && !command.Contains("--from", StringComparison.Ordinal);

    private static IEnumerable<string> Settings(string command)
    {
        yield return "--device cpu --set 'train={\"epochs\":1,\"batch\":8}'";
        foreach (var (key, value) in Small)
        {
            if (!Sets(command, key))
                yield return $"--set '{key}={value}'";
        }
    }

    private static bool Sets(string command, string key) =>
        command.Contains($"--set {key}", StringComparison.Ordinal)
        || command.Contains($"--set '{key}", StringComparison.Ordinal);
}
