namespace Lab.Faulty;

/// <summary>
/// When a component misbehaves: from some call on, until a file shows that it has been repaired.
/// </summary>
internal sealed class Fault(string kind, int after, string repaired)
{
    // Never given back: what a plugin holds, the host goes without.
    private static readonly List<byte[]> Held = [];
    private int _calls;
    private Tensor? _kept;

    /// <summary>How to misbehave in this call; empty for not at all.</summary>
    public string Next()
    {
        _calls++;
        return _calls > after && !File.Exists(repaired) ? kind : "";
    }

    /// <summary>
    /// A tensor with a fault of any kind that every component may have; as it is for other kinds.
    /// </summary>
    public Tensor In(string now, Tensor sound) =>
        now switch
        {
            "throws" => throw new InvalidOperationException("out of ideas"),
            "cancels" => throw new TaskCanceledException("the server took too long"),
            "null" => null!,
            "disposed" => Disposed(sound),
            "nan" => sound * double.NaN,
            "double" => sound.to(ScalarType.Float64),
            "integer" => sound.to(ScalarType.Int64),
            "meta" => sound.to(new Device("meta")),
            "sparse" => sound.to_sparse(),
            "detached" => sound.detach(),
            "kept" or "kept in the step" => _kept!,
            "memory" => Hungry(sound),
            "native memory" => zeros(1L << 50),
            "globals" => Globals(sound),
            "waits" => Waited(sound),
            _ => Keep(sound),
        };

    private Tensor Keep(Tensor sound)
    {
        _kept = kind switch
        {
            "kept" => sound.alias().DetachFromDisposeScope(),
            "kept in the step" => sound,
            _ => null,
        };
        return sound;
    }

    private static Tensor Disposed(Tensor sound)
    {
        var gone = sound.alias();
        gone.Dispose();
        return gone;
    }

    private static Tensor Hungry(Tensor sound)
    {
        for (var i = 0; i < 8; i++)
            Held.Add(GC.AllocateUninitializedArray<byte>(1 << 28));
        return sound;
    }

    // Long for a step, and no work.
    private static Tensor Waited(Tensor sound)
    {
        Thread.Sleep(1000);
        return sound;
    }

    private static Tensor Globals(Tensor sound)
    {
        set_grad_enabled(!is_grad_enabled());
        set_default_dtype(ScalarType.Float64);
        set_num_threads(get_num_threads() + 1);
        return sound;
    }
}
