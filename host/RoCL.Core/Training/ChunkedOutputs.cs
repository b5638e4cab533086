using RoCL.Core.Models;
using RoCL.Core.Recipes;
using RoCL.Core.Values;

namespace RoCL.Core.Training;

/// <summary>
/// Passes some images of all views at a time through the networks, while losses see the whole
/// batch: its memory is that of a chunk.
/// </summary>
/// <remarks>
/// First all outputs without gradients; then the loss's gradient with respect to them; then chunk
/// by chunk the outputs again, and that gradient back to the weights. The gradient is the whole
/// batch's, where batch-norm's statistics are: in train mode they are each chunk's own. Reference:
/// Gao et al. 2021, arXiv:2101.06983 (gradient caching).
/// </remarks>
/// <param name="whole">Passes views through the networks.</param>
/// <param name="model">The model.</param>
/// <param name="chunk">Images of a view in a pass.</param>
internal sealed class ChunkedOutputs(IViewOutputs whole, Model model, int chunk) : IViewOutputs
{
    private readonly List<Passed> _passed = [];
    private readonly RunningStatistics _before = RunningStatistics.Of(model);

    /// <inheritdoc/>
    public IReadOnlyDictionary<ViewReference, Tensor> Of(
        ValueList<ViewReference> references,
        ImmutableDictionary<string, Tensor> views
    )
    {
        using var quiet = no_grad();
        var chunks = new List<Chunk>();
        var outputs = new List<IReadOnlyDictionary<ViewReference, Tensor>>();
        var count = views.Values.First().shape[0];
        for (long from = 0; from < count; from += chunk)
        {
            var part = Math.Min(chunk, count - from);
            var images = views.ToImmutableDictionary(view => view.Key, view => view.Value.narrow(0, from, part));
            chunks.Add(new(from, part, images, Generator.Default.get_state()));
            outputs.Add(whole.Of(references, images));
        }

        var leaves = outputs[0]
            .Keys.ToDictionary(
                reference => reference,
                reference => cat([.. outputs.Select(part => part[reference])]).requires_grad_(!reference.ByTeacher)
            );
        _passed.Add(new(references, leaves, chunks));
        return leaves;
    }

    /// <inheritdoc/>
    public bool Backward()
    {
        // Running statistics move once.
        _before.Restore();
        using var random = Generator.Default.get_state();
        var isFollowed = false;
        foreach (var passed in _passed)
        {
            foreach (var part in passed.Chunks)
                isFollowed |= Backward(passed, part);
        }
        Generator.Default.set_state(random);
        return isFollowed;
    }

    private bool Backward(Passed passed, Chunk part)
    {
        using var scope = NewDisposeScope();
        Generator.Default.set_state(part.Random);
        var again = whole.Of(passed.References, part.Images);
        var followed = again
            .Where(output => output.Value.requires_grad && passed.Leaves[output.Key].grad is not null)
            .ToList();
        if (followed.Count == 0)
            return false;
        autograd.backward(
            [.. followed.Select(output => output.Value)],
            [.. followed.Select(output => passed.Leaves[output.Key].grad!.narrow(0, part.From, part.Count))]
        );
        return true;
    }

    private sealed record Chunk(long From, long Count, ImmutableDictionary<string, Tensor> Images, Tensor Random);

    private sealed record Passed(
        ValueList<ViewReference> References,
        Dictionary<ViewReference, Tensor> Leaves,
        List<Chunk> Chunks
    );
}
