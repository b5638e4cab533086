using System.ComponentModel.DataAnnotations;

namespace RoCL.Research;

/// <summary>
/// Adversarial momentum contrast: clean and attacked queries find their keys among queues of
/// earlier ones, one queue of clean keys and one of adversarial ones.
/// </summary>
/// <remarks>
/// All embeddings of unit length, keys without a gradient. The clean keys take the place of the
/// oldest of the clean queue; then, q a query, k its key and n the queue's keys,
/// <c>C(q, k, n) = −log( exp(q·k/τ) / (exp(q·k/τ) + Σ exp(q·n/τ)) )</c> is the clean loss, and the
/// adversarial one the same of the query, key and queue that the options say: the paper's kinds,
/// ACA+ by default. Adversarial keys are written to their queue before it is looked at. The loss is
/// <c>ℓ·clean + (1 − ℓ)·adversarial</c>.
/// <para>
/// Shape: two views [N, D], clean query and clean key; a third, the adversarial query, where one is
/// taken; a fourth, the adversarial key, where one is taken or fills the queue. As an attack's
/// objective two, the attacked query and the clean key. The result is [N], N at most the length of
/// the queues.
/// </para>
/// <para>Errors: ROCL0301 another number of views.</para>
/// <para>
/// Reference: Xu and Yang 2020, arXiv:2012.13154, and their models/builder.py; the key network is
/// a moving average of the query network there.
/// </para>
/// </remarks>
/// <param name="AdversarialQuery">Whether the adversarial loss is of the adversarial query.</param>
/// <param name="AdversarialKey">Whether it is of the adversarial key.</param>
/// <param name="AdversarialQueue">Whether it is of the adversarial queue.</param>
/// <param name="FillsQueue">
/// Whether the fourth view fills the adversarial queue, though no adversarial key is taken.
/// </param>
/// <param name="Temperature">τ. Theirs: 0.2.</param>
/// <param name="Leverage">ℓ, how much the clean loss counts. Theirs: 0.5.</param>
/// <param name="CleanKeys">The length of the queue of clean keys. Theirs: 32768.</param>
/// <param name="AdversarialKeys">The length of the queue of adversarial keys.</param>
/// <param name="Raised">
/// Whether it is an attack's objective: the adversarial loss alone, and nothing is written.
/// </param>
/// <example>
/// <code>
/// {
///   "views": {
///     "adv": { "maximise": { "use": "amoc", "views": ["adv", "b"], "raised": true } }
///   },
///   "loss": [
///     { "use": "amoc", "views": ["a", "b", "adv", "adv"], "cleanKeys": 64, "adversarialKeys": 64 }
///   ]
/// }
/// </code>
/// </example>
[Component("amoc", "Adversarial momentum contrast with two queues, Xu and Yang 2020")]
public sealed record Amoc(
    bool AdversarialQuery = true,
    bool AdversarialKey = false,
    bool AdversarialQueue = true,
    bool FillsQueue = true,
    [Range(1e-3, 1e3)] double Temperature = 0.2,
    [Range(0.0, 1.0)] double Leverage = 0.5,
    [Range(1, 10_000_000)] int CleanKeys = 32768,
    [Range(1, 10_000_000)] int AdversarialKeys = 32768,
    bool Raised = false
) : IStatefulLoss
{
    private const string Clean = "clean";
    private const string Adversarial = "adversarial";
    private const string Pointer = "-pointer";

    /// <summary>As many views as the kind takes, and no gradient into keys.</summary>
    public LossRequirement Requirement => new(Views) { StopsGradient = true };

    private bool WritesAdversarialKeys => AdversarialKey || FillsQueue;

    private string Queue => AdversarialQueue ? Adversarial : Clean;

    private int Views
    {
        get
        {
            if (Raised)
                return 2;
            if (WritesAdversarialKeys)
                return 4;
            return AdversarialQuery ? 3 : 2;
        }
    }

    /// <inheritdoc/>
    public TensorState Begin(StateShape shape) =>
        WithQueue(WithQueue(TensorState.Empty, shape, Clean, CleanKeys), shape, Adversarial, AdversarialKeys);

    /// <inheritdoc/>
    public LossStep Of(TensorState state, LossInput input)
    {
        if (input.Outputs.Count != Views)
            throw OtherNumber(input.Outputs.Count);
        var views = input.Outputs.Select(view => nn.functional.normalize(view, dim: 1)).ToList();
        if (Raised)
            return new(Contrast(views[0], views[1].detach(), state[Queue]), state);

        var next = Written(state, Clean, views[1].detach());
        var clean = Contrast(views[0], views[1].detach(), next[Clean]);
        if (WritesAdversarialKeys)
            next = Written(next, Adversarial, views[3].detach());

        var query = AdversarialQuery ? views[2] : views[0];
        var key = AdversarialKey ? views[3] : views[1];
        var adversarial = Contrast(query, key.detach(), next[Queue]);
        return new(Leverage * clean + (1 - Leverage) * adversarial, next);
    }

    private Tensor Contrast(Tensor queries, Tensor keys, Tensor queue)
    {
        var positive = (queries * keys).sum(1, keepdim: true);
        var negatives = queries.mm(queue.to(queries.dtype).t());
        return -(cat([positive, negatives], 1) / Temperature).log_softmax(1)[.., 0];
    }

    private static TensorState WithQueue(TensorState state, StateShape shape, string name, int length)
    {
        var random = shape.Random(name, length).Normal(length, shape.Widths[0]);
        return state
            .With(name, nn.functional.normalize(random, dim: 1))
            .With(name + Pointer, zeros([], ScalarType.Int64, shape.Device));
    }

    private TensorState Written(TensorState state, string name, Tensor keys)
    {
        var length = name == Clean ? CleanKeys : AdversarialKeys;
        var pointer = state[name + Pointer];
        var count = Math.Min(keys.shape[0], length);
        var rows = (pointer + arange(count, ScalarType.Int64, pointer.device)).remainder(length);
        return state.WithRows(name, rows, keys[..(int)count]).With(name + Pointer, (pointer + count).remainder(length));
    }

    private ProblemException OtherNumber(int views) =>
        new(
            new(
                "ROCL0301",
                "amoc",
                $"The loss received {views} views, but it takes exactly {Views}.",
                "List clean query, clean key, adversarial query and adversarial key, as the kind takes them."
            )
        );
}
