namespace RoCL.Core.Reading;

/// <summary>A recipe as it stands in its file.</summary>
/// <param name="File">
/// The file, in messages too; what the recipe extends is named relative to it.
/// </param>
/// <param name="Text">What stands in it.</param>
public sealed record WrittenRecipe(string File, string Text);
