using System.CommandLine;
using RoCL.Host;
using RoCL.Host.CommandLine;
using RoCL.Host.Terminal;
using RoCL.Runs.Reporting;
using RoCL.Runs.Supervision;

LastingOutput.Install();
using var signals = new Signals();
using var worker = Worker.Of(args);
if (worker is not null)
    Worker.StopWithSupervisor(signals);
var code = Run();
return worker?.End(code) ?? code;

int Run()
{
    var errors = new ErrorOutput(Console.Error);
    try
    {
        var parsed = Commands.Root(Composition.Compose, Composition.Supervise, signals).Parse(args);
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
        return errors.Report(
            new Problem(
                "ROCL0001",
                "rocl",
                $"{fault.GetType().Name}: {fault.Message.Split('\n')[0].Trim()}",
                "This is a fault of the program; please report it with what you typed."
            )
        );
    }
}
