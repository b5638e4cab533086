using System.Collections;

namespace Lab.Faulty;

/// <summary>A monitor that is sound until it misbehaves.</summary>
/// <param name="Kind">The fault that it has; empty for none.</param>
/// <param name="After">After how many steps.</param>
[Component("faulty-monitor", "The mean of all outputs")]
public sealed record FaultyMonitor(string Kind = "", int After = 2) : IJudgingMonitor
{
    /// <inheritdoc/>
    public bool NeedsHeldOut => Kind == "held out";

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, double> Measure(MonitorInput input)
    {
        var mean = input.Outputs.Sum(outputs => outputs.mean().item<float>()) + input.Loss;
        var sound = new Dictionary<string, double> { ["mean"] = mean, ["step"] = input.Moment.Step };
        if (input.Moment.Step < After)
            return sound;
        return Kind switch
        {
            "throws" => throw new InvalidOperationException("out of sight"),
            "null" => null!,
            "nan" => new Dictionary<string, double> { ["mean"] = double.NaN, ["step"] = double.PositiveInfinity },
            "empty" => new Dictionary<string, double> { [""] = 1 },
            "twice" => new Doubled(),
            "test images" => new Dictionary<string, double> { ["test"] = input.Bench.Test.Count },
            "slow" => Slowly(sound),
            "meddles" => Meddling(input, sound),
            _ => sound,
        };
    }

    /// <summary>
    /// Where it judges, the mean after so many steps is wrong; or the judgement itself fails.
    /// </summary>
    public Problem? Judge(IReadOnlyList<MonitorMeasurement> history)
    {
        var last = history[^1];
        if (last.Step < After)
            return null;
        return Kind switch
        {
            "judges" => new("LAB0001", "", $"The mean of {history.Count} measurements is wrong.", "Try another one."),
            "misjudges" => throw new InvalidOperationException("out of sorts"),
            _ => null,
        };
    }

    private static Dictionary<string, double> Slowly(Dictionary<string, double> sound)
    {
        Thread.Sleep(700);
        return sound;
    }

    // All that it can get hold of: its input, copies of the networks, the state of the process.
    private static Dictionary<string, double> Meddling(MonitorInput input, Dictionary<string, double> sound)
    {
        foreach (var tensor in input.Outputs.Concat(input.Images))
            tensor.zero_();
        input.Labels?.add_(1);
        using var encoder = input.Bench.Encoder();
        encoder.train();
        encoder.call(zeros([4, 1, 8, 8]) + 0.3).sum().backward();
        using (no_grad())
        {
            foreach (var weight in encoder.parameters())
                weight.zero_();
        }
        rand(100);
        set_grad_enabled(false);
        set_default_dtype(ScalarType.Float64);
        set_num_threads(get_num_threads() + 1);
        return sound;
    }

    private sealed class Doubled : IReadOnlyDictionary<string, double>
    {
        public double this[string key] => 1;

        public IEnumerable<string> Keys => ["same", "same"];

        public IEnumerable<double> Values => [1, 2];

        public int Count => 2;

        public bool ContainsKey(string key) => key == "same";

        public bool TryGetValue(string key, out double value)
        {
            value = 1;
            return ContainsKey(key);
        }

        public IEnumerator<KeyValuePair<string, double>> GetEnumerator() =>
            Keys.Zip(Values, KeyValuePair.Create).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
