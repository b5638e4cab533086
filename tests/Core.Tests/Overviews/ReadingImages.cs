using System.Collections.Concurrent;
using RoCL.Core.Guards;
using Shared.Toys;

namespace Core.Tests.Overviews;

/// <summary>What a listener hears of while a data set is opened and looked at.</summary>
public sealed class ReadingImages
{
    private const int Count = 1500;

    [Test]
    public void A_data_set_says_how_far_it_has_come_and_so_does_who_looks_at_its_images()
    {
        using var heard = new Heard();
        var images = new GuardedDataset(ToyShelf.Read(ToyShelf.Rocl).Data, new Slow()).Open(Split.Train);
        RoCL.Core.Fingerprints.PixelHashes.Of(images);
        Assert.That(
            heard.Reads.Where(read => read.Total == Count).Select(read => $"{read.What} {read.Done}"),
            Is.EqualTo(
                new[]
                {
                    "reading toy-data train 1000",
                    "reading toy-data train 1500",
                    "hashing images 512",
                    "hashing images 1024",
                    "hashing images 1500",
                }
            )
        );
    }

    private sealed record Slow : IGradualDataset
    {
        public IImages Open(Split split) => throw new NotSupportedException();

        public IImages Open(Split split, Action<long, long> report)
        {
            report(1000, Count);
            report(999, Count);
            report(Count, Count);
            return new PixelImages(zeros([Count, 1, 2, 2], ScalarType.Byte), null, []);
        }
    }

    private sealed class Heard : IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private readonly IDisposable _listening;

        public Heard() => _listening = WorkTrace.Source.Subscribe(this);

        public ConcurrentQueue<ReadImages> Reads { get; } = [];

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Value is ReadImages read)
                Reads.Enqueue(read);
        }

        public void OnCompleted() { }

        public void OnError(Exception error) { }

        public void Dispose() => _listening.Dispose();
    }
}
