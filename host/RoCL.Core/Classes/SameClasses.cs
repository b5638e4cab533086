namespace RoCL.Core.Classes;

/// <summary>The classes of two splits are matched by their names.</summary>
public static class SameClasses
{
    /// <summary>
    /// The test images, with the classes numbered as those of the training images are, where they
    /// are the same in another order. Labels that a data set makes for training alone have other
    /// names, and the test images then stay as they are.
    /// </summary>
    /// <param name="test">The test images.</param>
    /// <param name="classes">The names of the training images' classes, by number.</param>
    public static IImages Numbered(IImages test, IReadOnlyList<string> classes)
    {
        var isOtherOrder = test.Labels is not null && ClassOrder.Between(test.Classes, classes) is { IsSame: false };
        return isOtherOrder ? Subset.OfClasses(test, classes) : test;
    }
}
