using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Shared.Fuzzing;

/// <summary>
/// A reader of files from elsewhere, under files that were damaged on purpose: each is refused with
/// a coded problem or read whole.
/// </summary>
/// <remarks>
/// An input is a function of the seed, the reader and its number. <c>ROCL_FUZZ_SEED</c> chooses the
/// seed; left out, the ordinary run always takes the same one and the long run a new one, and both
/// print it.
/// </remarks>
/// <param name="Reader">What is read.</param>
/// <param name="Count">How many inputs the ordinary run has.</param>
/// <param name="Sound">Files as they should be.</param>
/// <param name="Read">
/// Reads one: what is wrong with it, nothing where it was read whole. A
/// <see cref="ProblemException"/> says the same.
/// </param>
public sealed partial record Fuzz(
    string Reader,
    int Count,
    IReadOnlyList<byte[]> Sound,
    Func<byte[], ImmutableArray<Problem>> Read
)
{
    private const int OrdinarySeed = 20201212,
        Longer = 20;

    // What reading may allocate: a little, and as much as Deflate could have packed into the file,
    // several times over.
    private const long Little = 64 << 20,
        Shrinking = 4 * 1032;

    private static readonly TimeSpan Hanging = TimeSpan.FromSeconds(60);

    private static int? Chosen =>
        int.TryParse(Environment.GetEnvironmentVariable("ROCL_FUZZ_SEED"), CultureInfo.InvariantCulture, out var seed)
            ? seed
            : null;

    /// <summary>The inputs of the ordinary run.</summary>
    public void Ordinary() => Run(Chosen ?? OrdinarySeed, Count);

    /// <summary>Twenty times as many, others each time.</summary>
    public void TwentyTimes() => Run(Chosen ?? Random.Shared.Next(), Longer * Count);

    /// <inheritdoc/>
    public override string ToString() => Reader;

    private void Run(int seed, int count)
    {
        var codes = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var at = 0;
        var failure = "";
        var watch = Stopwatch.StartNew();
        Assert.That(Sound, Is.Not.Empty);
        foreach (var sound in Sound)
            Assert.That(Verdict(sound), Is.EqualTo("whole"), "a sound file is read whole");
        var reading = new Thread(() =>
        {
            for (; at < count && failure.Length == 0; at++)
            {
                var input = Mutation.Of(Generator(seed, at), Sound);
                var before = GC.GetAllocatedBytesForCurrentThread();
                var verdict = Verdict(input);
                var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
                if (allocated > Little + Shrinking * input.Length)
                    verdict = $"allocated {allocated} bytes for {input.Length}";
                if (verdict != "whole" && !Code().IsMatch(verdict))
                {
                    failure = $"input {at}: {verdict}\nkept as {Kept(input, seed, at)}";
                    verdict = "something else";
                }
                codes[verdict] = codes.GetValueOrDefault(verdict) + 1;
            }
        })
        {
            IsBackground = true,
        };
        reading.Start();
        for (var last = -1; !reading.Join(Hanging); last = at)
        {
            if (last == at)
            {
                Assert.Fail(
                    $"{Reader}, seed {seed}: hangs at input {at}, "
                        + $"{Kept(Mutation.Of(Generator(seed, at), Sound), seed, at)}"
                );
            }
        }

        TestContext.Out.WriteLine(
            $"{Reader}: {at} mutated inputs in {watch.Elapsed.TotalSeconds:0.0} s, ROCL_FUZZ_SEED={seed}: "
                + string.Join(", ", codes.Select(code => $"{code.Key} {code.Value}"))
        );
        Assert.That(failure, Is.Empty, $"{Reader}, ROCL_FUZZ_SEED={seed}");
    }

    private string Verdict(byte[] input)
    {
        try
        {
            return Read(input) is { IsEmpty: false } problems ? Of(problems) : "whole";
        }
        catch (ProblemException refused)
        {
            return Of([refused.Problem]);
        }
        catch (Exception other)
        {
            return other.ToString();
        }
    }

    private static string Of(ImmutableArray<Problem> problems) =>
        problems.All(problem => problem is { Where.Length: > 0, What.Length: > 0, Remedy: not null })
            ? problems[0].Code
            : $"half a problem: {problems[0]}";

    // Not a string's own hash, which is another in each process.
    private Random Generator(int seed, int input) =>
        new(Reader.Aggregate(seed * 31 + input, (hash, letter) => unchecked(hash * 16777619 ^ letter)));

    private string Kept(byte[] input, int seed, int at)
    {
        var file = Path.Combine(
            Path.GetTempPath(),
            $"rocl-fuzz-{Reader.Replace(' ', '-').Replace('/', '-')}-{seed}-{at}"
        );
        File.WriteAllBytes(file, input);
        return file;
    }

    [GeneratedRegex("^ROCL\\d{4}$")]
    private static partial Regex Code();
}
