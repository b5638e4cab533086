using BenchmarkDotNet.Running;
using Benchmarks;
using Benchmarks.Scale;
using Benchmarks.SideBySide;
using RoCL.Runs.Machine;

if (args is [SideBySideCommand.Name, ..])
    return SideBySideCommand.Run(args[1..]);
if (args is [KeepingCommand.Name, ..])
    return KeepingCommand.Run(args[1..]);
NativeTuning.Apply();
if (args is [ScaleCommand.Name, ..])
    return ScaleCommand.Run(args[1..]);
if (args is [SideBySideCommand.Own, ..])
    return SideBySideCommand.RunOwn(args[1..]);
var summaries = BenchmarkSwitcher.FromAssembly(typeof(Settings).Assembly).Run(args, Settings.Config);
Settings.Compare();
foreach (var line in summaries.SelectMany(Pairs.Of))
    Console.WriteLine(line);
return summaries.Any(summary => summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success))
    ? 1
    : 0;
