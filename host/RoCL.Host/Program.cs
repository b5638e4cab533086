using System.CommandLine;
using System.Diagnostics;
using RoCL.Host.CommandLine;
using RoCL.Host.Terminal;
using RoCL.Runs.Machine;
using RoCL.Runs.Recovery;
using RoCL.Runs.Reporting;
using RoCL.Runs.Supervision;
using RoCL.Suites.Running;

namespace RoCL.Host;

/// <summary>The program.</summary>
internal static class Program
{
    /// <summary>Runs a command line, and ends the process with its work.</summary>
    public static void Main(string[] args) => ProcessEnd.With(Run(args));

    /// <summary>Runs a command line; the exit code.</summary>
    /// <param name="args">What the person typed.</param>
    internal static int Run(string[] args)
    {
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
            // A shell that completes asks about a line that is not whole yet.
            var mistakes = args is [['[', ..], ..] ? [] : ParseErrors.Of(parsed);
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
                var manners = commands.MannersOf(parsed);
                // Each verb is called from here, so that little lies between it and a debugger's
                // first line.
                code = commands.RequestOf(parsed) switch
                {
                    Request.Supervise supervise => Composition.Supervise().Run(supervise.Asked, signals),
                    Request.Run run => Composition
                        .Compose(
                            PluginsInUse.Trained(
                                run.Plugins,
                                run.Asked.Trust.Plugins,
                                run.Asked.Targets,
                                run.Asked.Out,
                                run.Asked.Fork?.Run
                            ),
                            signals,
                            manners
                        )
                        .Run.Run(run.Asked, signals),
                    Request.Evaluate evaluate => Composition
                        .Compose(
                            PluginsInUse.Measured(evaluate.Plugins, evaluate.Asked.Targets, evaluate.Asked.AllowChange),
                            signals,
                            manners
                        )
                        .Evaluate.Run(evaluate.Asked, signals),
                    Request.Export export => Composition
                        .Compose(
                            PluginsInUse.Measured(export.Plugins, [export.Asked.Run], export.Asked.AllowChange),
                            signals,
                            manners
                        )
                        .Export.Run(export.Asked, signals),
                    Request.Show show when manners.Json => Composition
                        .Compose(PluginsInUse.Listed(show.Plugins), signals, manners)
                        .Answers.Show(show.Asked),
                    Request.Show show => Composition
                        .Compose(PluginsInUse.Listed(show.Plugins), signals, manners)
                        .Show.Run(show.Asked, signals.Stop),
                    Request.Recipes recipes => Composition
                        .Compose(PluginsInUse.Listed(recipes.Plugins), signals, manners)
                        .Recipes.Run(),
                    Request.List list => Composition
                        .Compose(PluginsInUse.Listed(list.Plugins), signals, manners)
                        .Plugins.Run(list.Name),
                    Request.Schema schema => Composition
                        .Compose(PluginsInUse.Listed(schema.Plugins), signals, manners)
                        .Plugins.Write(schema.AsPage),
                    Request.New make => Composition
                        .Compose(PluginsInUse.Listed(make.Plugins), signals, manners)
                        .New.Run(make.Asked),
                    Request.Check check => Composition
                        .Compose(PluginsInUse.Checked(check.Plugins), signals, manners)
                        .Check.Run(check.Asked, signals),
                    Request.Watch watch => Composition
                        .Compose(PluginsInUse.Listed(watch.Plugins), signals, manners)
                        .Check.Again(watch.Asked, watch.Turn, signals),
                    Request.Doctor doctor => Composition
                        .Compose(PluginsInUse.Listed(doctor.Plugins), signals, manners)
                        .Doctor.Run(),
                    Request.Load => DoctorVerb.Load(),
                    Request.Bench bench => Composition
                        .Compose(PluginsInUse.Listed(bench.Plugins), signals, manners)
                        .Bench.Run(bench.Question, bench.Device, signals),
                    Request.Page page => Written(page.Text),
                    Request.Explain explain => Composition
                        .Compose(PluginsInUse.Listed(explain.Plugins), signals, manners)
                        .Explain.Run(explain.Codes, explain.AsPage),
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
            code = errors.Report(LastProblem.Of(fault));
        }

        return worker?.End(code) ?? code;
    }

    private static int Written(string text)
    {
        Console.Out.Write(text);
        return ExitCode.Done;
    }
}
