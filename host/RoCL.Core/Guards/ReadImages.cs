namespace RoCL.Core.Guards;

/// <summary>How far reading a data set has come, as <see cref="WorkTrace.Reads"/> has it.</summary>
/// <param name="What">What is done, such as <c>reading image-folder train</c>.</param>
/// <param name="Done">Images that are done.</param>
/// <param name="Total">Images in all.</param>
public sealed record ReadImages(string What, long Done, long Total);
