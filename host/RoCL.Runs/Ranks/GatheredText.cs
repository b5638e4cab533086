using System.Text;
using RoCL.Core.Ranks;
using TorchSharp;

namespace RoCL.Runs.Ranks;

/// <summary>A text of each rank, for all of them.</summary>
public static class GatheredText
{
    /// <summary>The texts of all ranks, by rank.</summary>
    /// <param name="collective">The ranks.</param>
    /// <param name="own">This rank's text.</param>
    public static ImmutableArray<string> Of(ICollective collective, string own)
    {
        using var scope = torch.NewDisposeScope();
        var bytes = Encoding.UTF8.GetBytes(own);
        var longest = torch.tensor(new[] { (long)bytes.Length });
        collective.Max(longest);
        var length = longest[0].item<long>();

        // The first number says how long the text is.
        var numbers = new long[1 + length];
        numbers[0] = bytes.Length;
        for (var place = 0; place < bytes.Length; place++)
            numbers[1 + place] = bytes[place];
        var all = collective.Gather(torch.tensor(numbers).unsqueeze(0)).data<long>().ToArray();
        return [.. all.Chunk(numbers.Length).Select(Text)];
    }

    private static string Text(long[] numbers) =>
        Encoding.UTF8.GetString([.. numbers.Skip(1).Take((int)numbers[0]).Select(number => (byte)number)]);
}
