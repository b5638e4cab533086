using RoCL.Plugins.Templates;

namespace Plugins.Tests.Templates;

/// <summary>A new plugin's record and component from either name.</summary>
public sealed class NamingNewPlugins
{
    [TestCase("sign-momentum", "SignMomentum", "sign-momentum")]
    [TestCase("SignMomentum", "SignMomentum", "sign-momentum")]
    [TestCase("pgd-2", "Pgd2", "pgd-2")]
    [TestCase("DLRTargeted", "DLRTargeted", "dlr-targeted")]
    public void Either_name_gives_both(string given, string record, string word) =>
        Assert.That(PluginName.Of(given).Match(name => name, _ => null!), Is.EqualTo(new PluginName(record, word)));
}
