using System.CommandLine;
using System.Diagnostics;
using RoCL.Host;
using RoCL.Host.CommandLine;
using RoCL.Host.Terminal;
using RoCL.Runs.Machine;
using RoCL.Runs.Recovery;
using RoCL.Runs.Reporting;
using RoCL.Runs.Supervision;

ProgramCulture.Set();
FileSizeLimit.Survive();
LastingOutput.Install();
using var signals = new Signals();
using var worker = Worker.Of(args);
if (worker is not null)
    Worker.StopWithSupervisor(signals);
var errors = new ErrorOutput(Console.Error);
int code;
try
{
    var commands = new Commands();
    var parsed = commands.Root.Parse(args);
    var mistakes = ParseErrors.Of(parsed);
    if (!mistakes.IsEmpty)
    {
        code = errors.Report(mistakes);
    }
    else if (parsed.Action is not null)
    {
        // Help, or the version.
        code = parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
    }
    else
    {
        // Each verb is called from here, so that little lies between it and a debugger's first
        // line.
        code = commands.RequestOf(parsed) switch
        {
            Request.Supervise supervise => Composition.Supervise().Run(supervise.Asked, signals),
            Request.Run run => Composition.Compose(PluginsInUse.Of(run)).Run.Run(run.Asked, signals),
            Request.Evaluate evaluate => Composition
                .Compose(PluginsInUse.Of(evaluate))
                .Evaluate.Run(evaluate.Asked, signals),
            Request.Show show => Composition.Compose(PluginsInUse.Listed(show)).Show.Run(show.Runs),
            Request.Recipes recipes => Composition.Compose(PluginsInUse.Listed(recipes)).Recipes.Run(),
            Request.List list => Composition.Compose(PluginsInUse.Listed(list)).Plugins.Run(list.Name),
            Request.New make => Composition.Compose(PluginsInUse.Listed(make)).New.Run(make.Asked),
            Request.Check check => Composition.Compose(PluginsInUse.Of(check)).Check.Run(check.Asked, signals),
            Request.Watch watch => Composition
                .Compose(PluginsInUse.Listed(watch))
                .Check.Again(watch.Asked, watch.Turn, signals),
            Request.Doctor doctor => Composition.Compose(PluginsInUse.Listed(doctor)).Doctor.Run(),
            Request.Explain explain => Composition.Compose(PluginsInUse.Listed(explain)).Explain.Run(explain),
            _ => throw new UnreachableException(),
        };
    }
}
catch (ProblemException fault)
{
    code = errors.Report(fault.Problems);
}
catch (Exception fault)
{
    code = errors.Report(
        MachineProblem.Of(Environment.CurrentDirectory, fault)
            ?? UnexpectedProblem.Of(
                "rocl",
                fault,
                "This is a fault of the program; please report it with what you typed."
            )
    );
}

return worker?.End(code) ?? code;
