namespace RoCL.Core.Guards;

/// <summary>
/// What a component could change for everybody else in the process, and what is cheap to put back
/// when it returns: together some hundredth of a microsecond to look at.
/// </summary>
/// <param name="Gradients">Whether operations are recorded for a backward pass.</param>
/// <param name="Kind">The type of new tensors.</param>
/// <param name="Threads">Threads inside an operation.</param>
internal readonly record struct ProcessState(bool Gradients, ScalarType Kind, int Threads)
{
    /// <summary>As it is.</summary>
    public static ProcessState Now => new(is_grad_enabled(), get_default_dtype(), get_num_threads());

    /// <summary>Puts back what is otherwise now.</summary>
    public void Restore()
    {
        var now = Now;
        if (now.Gradients != Gradients)
            set_grad_enabled(Gradients);
        if (now.Kind != Kind)
            set_default_dtype(Kind);
        if (now.Threads != Threads)
            set_num_threads(Threads);
    }
}
