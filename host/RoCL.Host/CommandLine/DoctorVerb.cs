namespace RoCL.Host.CommandLine;

internal sealed class DoctorVerb(ErrorOutput errors)
{
    public int Run(string device) => errors.Report(new Problem("ROCL0001", $"{device}", "", ""));
}
