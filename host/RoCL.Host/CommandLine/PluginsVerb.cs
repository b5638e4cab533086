namespace RoCL.Host.CommandLine;

internal sealed class PluginsVerb(ErrorOutput errors)
{
    public int Run(string? name) => errors.Report(new Problem("ROCL0001", $"{name}", "", ""));
}
