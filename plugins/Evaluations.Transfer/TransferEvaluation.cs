namespace RoCL.Evaluations.Transfer;

/// <summary>Transfer: another protocol, on images that the encoder was not trained on.</summary>
/// <remarks>
/// The encoder stays the one that the recipe's data has trained; classifiers, and what is
/// fine-tuned, are trained on the other data and measured there. Linear transfer is <c>by</c>
/// <c>linear</c>, full transfer <c>by</c> <c>fine-tuning</c>. Images of another height and width
/// are taken as they are, which suits encoders that pool globally.
/// <para>
/// Errors: ROCL0512 images of other channels than the encoder's; those of the data (ROCL04xx), and
/// those of the other protocol.
/// </para>
/// <para>
/// Reference: Kim et al. 2020, arXiv:2006.07589, section 4, from CIFAR-10 to CIFAR-100 and back.
/// </para>
/// </remarks>
/// <param name="Data">The other data.</param>
/// <param name="By">The protocol.</param>
/// <param name="Name">What tables call the data; its component's name when left out.</param>
/// <example>
/// <code>
/// {
///   "data": {
///     "use": "subset", "of": "fashion-mnist", "classes": ["Coat", "Bag"], "train": 32, "test": 32
///   },
///   "evaluate": [
///     {
///       "use": "transfer", "name": "dresses and shirts",
///       "data": {
///         "use": "subset", "of": "fashion-mnist", "classes": ["Dress", "Shirt"], "train": 32,
///         "test": 32
///       },
///       "by": { "use": "linear", "epochs": 5, "batch": 16 }
///     }
///   ]
/// }
/// </code>
/// </example>
[Component("transfer", "Another protocol on other data than the encoder was trained on")]
public sealed record TransferEvaluation(IDataset Data, IEvaluation By, string? Name = null) : IEvaluation
{
    /// <inheritdoc/>
    public EvaluationResult Evaluate(IBench bench)
    {
        var name = Name ?? ComponentAttribute.NameOf(Data);
        var train = Labelling.Checked(Data.Open(Split.Train));
        var test = Labelling.Checked(Data.Open(Split.Test));
        var result = By.Evaluate(bench.On($"on {name}", train, test));
        return result with { Protocol = $"transfer to {name}: {result.Protocol}" };
    }

    /// <inheritdoc/>
    public IEnumerable<AttackIn> Planned => By.Planned;
}
