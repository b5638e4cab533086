using BenchmarkDotNet.Running;
using Benchmarks;
using RoCL.Runs.Machine;

NativeTuning.Apply();
var summaries = BenchmarkSwitcher.FromAssembly(typeof(Settings).Assembly).Run(args, Settings.Config);
Settings.Compare();
foreach (var line in summaries.SelectMany(Pairs.Of))
    Console.WriteLine(line);
return summaries.Any(summary => summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success))
    ? 1
    : 0;
