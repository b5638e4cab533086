using RoCL.Core.Guards;

namespace Core.Tests.Training;

/// <summary>A library that lacks another one is said with the name of the other.</summary>
public sealed class LibraryFaultTests
{
    private const string General =
        "Unable to load shared library 'util' or one of its dependencies. In order to help diagnose loading "
        + "problems, consider using a tool like strace. If you're using glibc, consider setting the LD_DEBUG "
        + "environment variable: \n/a/util.so: cannot open shared object file: No such file or directory\n"
        + "libutil.so: cannot open shared object file: No such file or directory\n";

    private const string Short = "Unable to load shared library 'util' or one of its dependencies";

    [TestCase("", ExpectedResult = Short)]
    [TestCase(
        "libhelper.so: cannot open shared object file: No such file or directory\n",
        ExpectedResult = Short + ": libhelper.so: cannot open shared object file: No such file or directory"
    )]
    [TestCase(
        "/a/libutil.so: undefined symbol: helper\n",
        ExpectedResult = Short + ": /a/libutil.so: undefined symbol: helper"
    )]
    public string The_missing_library_takes_the_place_of_the_advice(string line) =>
        LibraryFault.What(new DllNotFoundException(General + line));

    [Test]
    public void Other_exceptions_are_their_first_line() =>
        Assert.That(LibraryFault.What(new InvalidOperationException("one.\ntwo")), Is.EqualTo("one"));
}
