namespace Shared.Datasets;

/// <summary>Folders of small gray images, each unlike every other.</summary>
public static class GrayImages
{
    private const int Size = 32;

    /// <summary>Writes the classes a and b, each with as many images.</summary>
    /// <param name="folder">The folder of the classes.</param>
    /// <param name="count">How many images a class has.</param>
    public static void Write(string folder, int count)
    {
        foreach (var name in (string[])["a", "b"])
        {
            Directory.CreateDirectory(Path.Combine(folder, name));
            for (var i = 0; i < count; i++)
            {
                var level = i;
                var shade = name[0];
                var pixels = PngFile.OfGray(Size, Size, (x, y) => (byte)(x * level + y + shade));
                File.WriteAllBytes(Path.Combine(folder, name, $"{i:00}.png"), pixels);
            }
        }
    }
}
