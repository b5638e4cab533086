using RoCL.Core;
using RoCL.Runs.Machine;
using TorchSharp;

namespace Runs.Tests.Machine;

/// <summary>The device that a word of the command line stands for.</summary>
public sealed class ChoosingDevices
{
    [TestCase("auto")]
    [TestCase("cpu")]
    public void There_is_always_a_device_to_compute_on(string wanted) =>
        Assert.That(Devices.Choose(wanted), Is.InstanceOf<Result<torch.Device>.Ok>());

    // No machine has so many.
    [TestCase("cuda:999", "ROCL0702", "There is no device 'cuda:999'")]
    [TestCase("cuda:-1", "ROCL0005", "'cuda:-1' does not name a device")]
    [TestCase("gpu", "ROCL0005", "'gpu' does not name a device")]
    public void A_device_that_is_not_there_is_refused(string wanted, string code, string said)
    {
        var problem = Devices.Choose(wanted).Problems.Single();
        Assert.That((problem.Code, problem.Where), Is.EqualTo((code, "--device")));
        Assert.That(problem.What, Does.StartWith(said));
    }
}
