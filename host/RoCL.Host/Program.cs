using System.CommandLine;
using RoCL.Host;
using RoCL.Host.CommandLine;

LastingOutput.Install();
using var signals = new Signals();
var errors = new ErrorOutput(Console.Error);
try
{
    var parsed = Commands.Root(Composition.Compose, signals).Parse(args);
    return ParseErrors.Of(parsed) is { IsEmpty: false } mistakes
        ? errors.Report(mistakes)
        : parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (ProblemException fault)
{
    return errors.Report(fault.Problem);
}
catch (Exception fault)
{
    return errors.Report(new Problem("ROCL0001", "rocl", $"{fault.GetType().Name}: {fault.Message.Split('\n')[0].Trim()}",
        "This is a fault of the program; please report it with what you typed."));
}
