namespace RoCL.Core.Evaluation;

/// <summary>
/// The images that an attack without gradients fools in one threat model; each image is searched
/// once, however many attacks it resisted.
/// </summary>
/// <param name="attack">The attack.</param>
/// <param name="threat">The threat model.</param>
internal sealed class BlindSearch(IAttack attack, ThreatModel threat)
{
    private readonly Dictionary<long, bool> _fooled = [];

    /// <summary>Which images it fools of those that an attack left, bool [N].</summary>
    /// <param name="images">The images.</param>
    /// <param name="rows">Rows of those that the attack left.</param>
    public Tensor Fooled(MaskingImages images, long[] rows)
    {
        long[] unknown = [.. rows.Where(row => !_fooled.ContainsKey(row))];
        if (unknown.Length > 0)
            Search(images, unknown);
        var fooled = zeros(images.Rows.Count, ScalarType.Bool);
        foreach (var row in rows)
            fooled[row] = _fooled[row];
        return fooled;
    }

    private void Search(MaskingImages images, long[] rows)
    {
        var moved = images.AttackedBlindly(attack, threat, rows);
        var labels = images.LabelsOf(rows);
        var fooled = images.Decided(moved, rows).ne(labels).cpu().data<bool>().ToArray();
        foreach (var (row, isFooled) in rows.Zip(fooled))
            _fooled[row] = isFooled;
    }
}
