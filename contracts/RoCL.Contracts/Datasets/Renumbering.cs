namespace RoCL.Contracts;

/// <summary>The new numbers of selected classes.</summary>
internal static class Renumbering
{
    /// <summary>
    /// From each selected class's number in the data to its place among the selected names. Classes
    /// of one name become one class.
    /// </summary>
    /// <param name="classes">The names of all classes, by number.</param>
    /// <param name="selected">The names of the selected classes, in their new order.</param>
    /// <exception cref="ProblemException">
    /// ROCL0124: a name is unknown or stands twice among the selected ones.
    /// </exception>
    public static Dictionary<long, long> Of(IReadOnlyList<string> classes, IReadOnlyList<string> selected)
    {
        var repeated = selected.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1);
        if (repeated is not null)
            throw SubsetProblems.RepeatedClass(repeated.Key);
        var unknown = selected.FirstOrDefault(name => !classes.Contains(name));
        if (unknown is not null)
            throw SubsetProblems.UnknownClass(unknown, classes);

        var order = selected.ToList();
        var newNumbers = new Dictionary<long, long>();
        for (var number = 0; number < classes.Count; number++)
        {
            var newNumber = order.IndexOf(classes[number]);
            if (newNumber >= 0)
                newNumbers.Add(number, newNumber);
        }
        return newNumbers;
    }
}
