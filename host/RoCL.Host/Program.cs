using System.Diagnostics;
using RoCL.Host.CommandLine;
using RoCL.Runs.Machine;
using RoCL.Runs.Ranks;
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
        var results = LastingOutput.Install();
        using var signals = new Signals();
        using var worker = Worker.Of(args);
        if (worker is not null)
            Worker.StopWithSupervisor(signals);
        // A rank may hear of one stop twice: from its launcher, and from the scheduler of its job.
        signals.OnlyCounts |= LaunchedRank.Here.IsFollower;
        var errors = new ErrorOutput(LaunchedRank.Here.IsFollower ? TextWriter.Null : Console.Error);
        int code;
        try
        {
            var commands = new Commands();
            var parsed = commands.Root.Parse(args);
            // A shell that completes asks about a line that is not whole yet.
            var mistakes = args is [['[', ..], ..] ? [] : commands.MistakesIn(parsed);
            if (!mistakes.IsEmpty)
            {
                code = errors.Report(mistakes);
            }
            else if (parsed.Action is not null)
            {
                // Help, or the version.
                code = parsed.Invoke(new() { Output = results, EnableDefaultExceptionHandler = false });
            }
            else
            {
                using var collections = QuietCollections.Begin(TimeProvider.System);
                var manners = commands.MannersOf(parsed) with { Results = results };
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
                    Request.Show show when manners.Json => Listed(show).Answers.Show(show.Asked),
                    Request.Show show => Listed(show).Show.Run(show.Asked, signals.Stop),
                    Request.Recipes recipes => Listed(recipes).Recipes.Run(),
                    Request.List list => Listed(list).Plugins.Run(list.Name),
                    Request.Schema schema => Listed(schema).Plugins.Write(schema.AsPage),
                    Request.New make => Listed(make).New.Run(make.Asked),
                    Request.Check check => Composition
                        .Compose(PluginsInUse.Checked(check.Plugins, check.Asked.Targets), signals, manners)
                        .Check.Run(check.Asked, signals),
                    Request.Watch watch => Listed(watch).Check.Again(watch.Asked, watch.Turn, signals),
                    Request.Doctor doctor => Listed(doctor).Doctor.Run(),
                    Request.Load => DoctorVerb.Load(),
                    Request.Bench bench => Composition
                        .Compose(bench.InUse, signals, manners)
                        .Bench.Run(bench.Question, bench.Device, signals),
                    Request.Page page => Written(page.Text, results),
                    Request.Explain explain => Listed(explain).Explain.Run(explain.Codes, explain.AsPage),
                    _ => throw new UnreachableException(),
                };

                Shell Listed(Request request) =>
                    Composition.Compose(PluginsInUse.Listed(request.Plugins), signals, manners);
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

    private static int Written(string text, TextWriter results)
    {
        results.Write(text);
        return ExitCode.Done;
    }
}
