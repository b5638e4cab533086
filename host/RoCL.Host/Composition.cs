using Microsoft.Extensions.DependencyInjection;
using RoCL.Contracts.Native;
using RoCL.Core.Components;
using RoCL.Core.Reading;
using RoCL.Host.CommandLine;
using RoCL.Host.Supervision;
using RoCL.Host.Terminal;
using RoCL.Plugins.Binding;
using RoCL.Plugins.Catalogue;
using RoCL.Plugins.Checking;
using RoCL.Plugins.Loading;
using RoCL.Plugins.Sources;
using RoCL.Reports.Answers;
using RoCL.Reports.Benchmarks;
using RoCL.Reports.Errors;
using RoCL.Reports.Replay;
using RoCL.Runs.Benchmarks;
using RoCL.Runs.Checkpoints;
using RoCL.Runs.Engine;
using RoCL.Runs.Evaluations;
using RoCL.Runs.Files;
using RoCL.Runs.Machine;
using RoCL.Runs.Natives;
using RoCL.Runs.Ranks;
using RoCL.Runs.Recovery;
using RoCL.Runs.Replay;
using RoCL.Runs.Reporting;
using RoCL.Runs.Training;
using RoCL.Suites.Asking;
using RoCL.Suites.Exporting;
using RoCL.Suites.Fetching;
using RoCL.Suites.Folders;
using RoCL.Suites.Forking;
using RoCL.Suites.Measuring;
using RoCL.Suites.Planning;
using RoCL.Suites.Ranks;
using RoCL.Suites.Rows;
using RoCL.Suites.Running;
using RoCL.Suites.Scheduling;
using RoCL.Suites.Showing;
using RoCL.Suites.Supervising;

namespace RoCL.Host;

/// <summary>The one place where the shell's parts are put together.</summary>
internal static class Composition
{
    /// <summary>
    /// The shell over these plugins, besides those beside the host; C# files are compiled here,
    /// before all else.
    /// </summary>
    /// <param name="plugins">The plugins.</param>
    /// <param name="signals">What stops the work.</param>
    /// <param name="manners">How the person wants to be answered.</param>
    /// <exception cref="ProblemException">
    /// ROCL0703, ROCL0704: a native library is missing or was cut short; ROCL0201: something is not
    /// there; ROCL0230 to ROCL0234: it does not compile.
    /// </exception>
    public static Shell Compose(PluginsInUse plugins, Signals signals, Manners? manners = null)
    {
        NativeTuning.Apply();
        if (plugins.AreLoaded && NativeFiles.Here.Glance() is { IsEmpty: false } damaged)
            throw ProblemException.Of(damaged);
        if (plugins.AreLoaded)
            OutputHandle.ToError();
        var files = new DiskFiles();
        manners ??= new();
        // One rank speaks for all.
        var terminal = LaunchedRank.Here.IsFollower ? TextWriter.Null : Console.Error;
        var errors = new ErrorOutput(terminal) { IsVerbose = manners.Verbose };
        var view = ErrorTerminal.Progress(manners, terminal);
        var sources = new SourcePlugins(Sdk.Find, new(UserCache.Folder("plugins"), errors.Warn, view.Compiling));
        var folders = plugins.Folders(AppContext.BaseDirectory, sources, files, errors.Warn).ValueOrThrow();
        var services = new ServiceCollection()
            .AddSingleton(TimeProvider.System)
            .AddSingleton(_ => new ResultOutput(OutputTerminal.Open(manners.Results), manners.Json))
            .AddSingleton(_ => OutputTerminal.OfNotices(manners))
            .AddSingleton(errors)
            .AddSingleton(signals)
            .AddSingleton<RunRanks>()
            .AddSingleton(RecoveryPolicy.Default)
            .AddSingleton<IFiles>(files)
            .AddSingleton(view)
            .AddSingleton(sources)
            .AddSingleton(_ => plugins.Owned(PluginCatalogue.Read(folders, HostPlatform.Here), files))
            .AddSingleton(parts => parts.GetRequiredService<OwnPlugins>().Catalogue)
            .AddSingleton(parts => parts.GetRequiredService<OwnPlugins>().Used)
            .AddSingleton<IComponentCatalogue>(parts => parts.GetRequiredService<PluginCatalogue>())
            .AddSingleton(parts => new OptionPrecedence(parts.GetRequiredService<IComponentCatalogue>(), Warn))
            .AddSingleton<IPluginLoader, McMasterPluginLoader>()
            .AddSingleton<LoadedComponents>()
            .AddSingleton(plugins.Demand)
            .AddSingleton<TrainedModels>()
            .AddSingleton<IComponentTypes>(parts => parts.GetRequiredService<TrainedModels>())
            .AddSingleton<RecipeBinder>()
            .AddSingleton<TrustCheck>()
            .AddSingleton<RecordedInputs>()
            .AddSingleton(parts => ActivatorUtilities.CreateInstance<Trainer>(parts, RecoveryPolicy.Training))
            .AddSingleton<Evaluator>()
            .AddSingleton<EnvironmentReport>()
            .AddSingleton<RunEngine>()
            .AddSingleton<RunOpener>()
            .AddSingleton<IReplayView, ReplayView>()
            .AddSingleton<Jobs>()
            .AddSingleton<IEvaluationEstimate, Rehearsed>()
            .AddSingleton<SuiteSource>()
            .AddSingleton<SameRecipe>()
            .AddSingleton<Forks>()
            .AddSingleton<ForkCheck>()
            .AddSingleton<NewFolders>()
            .AddSingleton<AskedSuites>()
            .AddSingleton<SuitePlanner>()
            .AddSingleton<SuiteEngine>()
            .AddSingleton<FollowerRun>()
            .AddSingleton<RankedRuns>()
            .AddSingleton(_ => OwnProgram.Command)
            .AddSingleton<ClusterSuite>()
            .AddSingleton<SuitePlaces>()
            .AddSingleton(_ => new HttpClient { Timeout = Timeout.InfiniteTimeSpan })
            .AddSingleton<DataFetch>()
            .AddSingleton<RunVerb>()
            .AddSingleton<EvaluatedRun>()
            .AddSingleton<EvaluatedRuns>()
            .AddSingleton<ExportWriting>()
            .AddSingleton<ExportedRun>()
            .AddSingleton<ExportVerb>()
            .AddSingleton<ShownRuns>()
            .AddSingleton<ShownAnswers>()
            .AddSingleton<ShippedList>()
            .AddSingleton<PluginsVerb>()
            .AddSingleton<NewVerb>()
            .AddSingleton<PluginCheck>()
            .AddSingleton<StepReplay>()
            .AddSingleton<Watch>()
            .AddSingleton<RunInputs>()
            .AddSingleton<CheckVerb>()
            .AddSingleton<DoctorVerb>()
            .AddSingleton<SyntheticJobs>()
            .AddSingleton<SpeedMeasurement>()
            .AddSingleton<ShownSpeed>()
            .AddSingleton<ExplainedErrors>();
        return new Shell(services.BuildServiceProvider());

        void Warn(Problem warning) => errors.Warn($"{warning}");
    }

    /// <summary>
    /// What stands over a run that works in another process: neither a plugin nor TorchSharp is
    /// touched.
    /// </summary>
    public static PlacedSupervisor Supervise() => SupervisedWork.On(new DiskFiles());
}
