using System.Security.Cryptography;
using RoCL.Suites.Fetching;
using Shared.Datasets;

namespace Suites.Tests.Fetching;

/// <summary>A file on its way from a real server that is not always in good order.</summary>
public sealed class Transferring
{
    private static readonly byte[] Bytes = new Random(1).GetItems<byte>(
        [.. Enumerable.Range(0, 256).Select(i => (byte)i)],
        300_001
    );
    private static readonly HttpClient Client = new(new SocketsHttpHandler { UseProxy = false });

    private string _folder = null!;

    [SetUp]
    public void Make() => _folder = Directory.CreateTempSubdirectory("rocl-fetch-").FullName;

    [TearDown]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    private string To => Path.Combine(_folder, "data", "file.tar.gz");

    private string Part => $"{To}.part";

    private IEnumerable<string> Files =>
        Directory.Exists(Path.GetDirectoryName(To))
            ? Directory.EnumerateFiles(Path.GetDirectoryName(To)!).Select(path => Path.GetFileName(path))
            : [];

    private Transfer Of(Published published, Action<long, long?>? report = null, double patience = 60) =>
        new(
            Client,
            new(
                new($"{published.Mirror}/file.tar.gz"),
                To,
                Convert.ToHexString(CryptographicOperations.HashData(HashAlgorithmName.MD5, Bytes)),
                Bytes.Length
            ),
            report ?? ((_, _) => { })
        )
        {
            Patience = TimeSpan.FromSeconds(patience),
        };

    private void Write(byte[] part)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(To)!);
        File.WriteAllBytes(Part, part);
    }

    private static Problem Refused(Transfer transfer) =>
        Assert.Throws<ProblemException>(() => transfer.Try(default).GetAwaiter().GetResult())!.Problem;

    private void IsWhole()
    {
        Assert.That(Files, Is.EqualTo(new[] { "file.tar.gz" }));
        Assert.That(File.ReadAllBytes(To), Is.EqualTo(Bytes));
    }

    [Test]
    public async Task A_file_comes_whole_into_a_folder_that_was_not_there()
    {
        using var published = new Published(Bytes, Answer.Whole);
        var reports = new List<(long Done, long? Total)>();
        await Of(published, (done, total) => reports.Add((done, total))).Try(default);
        IsWhole();
        Assert.That(reports[^1], Is.EqualTo(((long)Bytes.Length, (long?)Bytes.Length)));
        Assert.That(reports.Select(report => report.Done), Is.Ordered);
    }

    [Test]
    public async Task A_cut_connection_keeps_what_has_come_and_the_next_try_asks_for_the_rest_alone()
    {
        using var published = new Published(Bytes, Answer.CutInTheMiddle, Answer.CutInTheMiddle, Answer.Whole);
        var transfer = Of(published);
        Assert.That(() => transfer.Try(default), Throws.InstanceOf<IOException>());
        Assert.That(Files, Is.EqualTo(new[] { "file.tar.gz.part" }));
        Assert.That(File.ReadAllBytes(Part), Is.EqualTo(Bytes[..150_000]));
        Assert.That(() => transfer.Try(default), Throws.InstanceOf<IOException>());
        await transfer.Try(default);
        IsWhole();
        Assert.That(published.Ranges, Is.EqualTo(new[] { null, "bytes=150000-", "bytes=225000-" }));
    }

    [Test]
    public async Task A_server_that_knows_no_ranges_gives_it_anew()
    {
        using var published = new Published(Bytes, Answer.IgnoresRange);
        Write(Bytes[..1000]);
        await Of(published).Try(default);
        IsWhole();
    }

    [Test]
    public async Task A_part_that_is_whole_already_takes_its_name()
    {
        using var published = new Published(Bytes, Answer.Whole);
        Write(Bytes);
        await Of(published).Try(default);
        IsWhole();
    }

    [Test]
    public async Task A_part_that_is_longer_than_the_file_begins_anew()
    {
        using var published = new Published(Bytes, Answer.Whole);
        Write([.. Bytes, 1]);
        Assert.That(() => Of(published).Try(default), Throws.InstanceOf<HttpRequestException>());
        await Of(published).Try(default);
        IsWhole();
    }

    [Test]
    public void A_wrong_byte_throws_all_of_it_away([Values] bool resumed)
    {
        using var published = new Published(Bytes, Answer.OneByteWrong);
        if (resumed)
            Write(Bytes[..1000]);
        var problem = Refused(Of(published));
        Assert.That((problem.Code, problem.Where), Is.EqualTo(("ROCL0464", $"{published.Mirror}/file.tar.gz")));
        Assert.That(Files, Is.Empty);
    }

    [Test]
    public void Another_length_than_the_published_one_is_refused_before_all_of_it_has_come()
    {
        using var published = new Published([.. Bytes, .. new byte[5_000_000]], Answer.Whole);
        var most = 0L;
        Assert.That(Refused(Of(published, (done, _) => most = done)).Code, Is.EqualTo("ROCL0464"));
        Assert.That(Files, Is.Empty);
        Assert.That(most, Is.LessThan(1_000_000));
    }

    [Test]
    public void A_file_that_is_not_there_is_refused_and_nothing_is_left()
    {
        using var published = new Published(Bytes, Answer.NotFound);
        var problem = Refused(Of(published));
        Assert.That(problem.Code, Is.EqualTo("ROCL0463"));
        Assert.That(problem.What, Does.Contain("404"));
        Assert.That(Files, Is.Empty);
    }

    [TestCase((int)Answer.NotFound)]
    [TestCase((int)Answer.OutOfOrder)]
    public void A_server_in_disorder_costs_nothing_of_what_has_come(int answer)
    {
        using var published = new Published(Bytes, (Answer)answer);
        Write(Bytes[..1000]);
        Assert.That(() => Of(published).Try(default), Throws.Exception);
        Assert.That(File.ReadAllBytes(Part), Is.EqualTo(Bytes[..1000]));
    }

    [Test]
    public void A_server_out_of_order_is_worth_another_try()
    {
        using var published = new Published(Bytes, Answer.OutOfOrder);
        Assert.That(
            () => Of(published).Try(default),
            Throws.InstanceOf<HttpRequestException>().With.Message.Contains("503")
        );
        Assert.That(Files, Is.Empty);
    }

    [Test]
    public void A_server_that_falls_silent_is_not_waited_for_for_ever()
    {
        using var published = new Published(Bytes, Answer.Silent);
        Assert.That(() => Of(published, patience: 0.2).Try(default), Throws.InstanceOf<TimeoutException>());
    }

    [Test]
    public void A_person_who_stops_it_keeps_what_has_come()
    {
        using var published = new Published(Bytes, Answer.Whole);
        using var stop = new CancellationTokenSource();
        Assert.That(
            () => Of(published, (_, _) => stop.Cancel()).Try(stop.Token),
            Throws.InstanceOf<OperationCanceledException>()
        );
        Assert.That(Files, Is.EqualTo(new[] { "file.tar.gz.part" }));
        var kept = File.ReadAllBytes(Part);
        Assert.That(kept, Is.Not.Empty.And.EqualTo(Bytes[..kept.Length]));
    }

    [Test]
    public void Two_at_once_do_not_mix()
    {
        using var published = new Published(Bytes, Answer.Whole);
        Write(Bytes[..1000]);
        using var other = new FileStream(Part, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        Assert.That(Refused(Of(published)).Code, Is.EqualTo("ROCL0465"));
        Assert.That(published.Ranges, Is.Empty);
    }
}
