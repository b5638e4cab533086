namespace RoCL.Core.Recipes;

/// <summary>A view as a loss sees it: <c>a</c>, <c>a@projector</c>, <c>a@teacher</c>.</summary>
/// <param name="View">The view's name.</param>
/// <param name="Head">
/// The head that the view's features go through, or the teacher that sees its images.
/// </param>
public sealed record ViewReference(string View, string Head)
{
    /// <summary>Whether a teacher sees the images, in place of the model that is trained.</summary>
    public bool ByTeacher { get; init; }

    /// <summary>The name in metrics: <c>a</c>, and <c>a@teacher</c>.</summary>
    public override string ToString() => ByTeacher ? $"{View}@{Head}" : View;
}
