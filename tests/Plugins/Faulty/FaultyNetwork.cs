namespace Lab.Faulty;

/// <summary>A network that is sound until it misbehaves in train mode.</summary>
internal sealed class FaultyNetwork : nn.Module<Tensor, Tensor>
{
    private readonly nn.Module<Tensor, Tensor> layers;
    private readonly string _kind;
    private readonly Fault _fault;

    public FaultyNetwork(nn.Module<Tensor, Tensor> layers, string kind, Fault fault)
        : base("faulty")
    {
        this.layers = layers;
        _kind = kind;
        _fault = fault;
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        if (_kind == "hides its input")
            return layers.call(input.detach());
        if (_kind == "writes")
        {
            var sound = layers.call(input.clone());
            using var quiet = no_grad();
            input.zero_();
            return sound;
        }
        var outputs = layers.call(input);
        if (!training)
            return outputs;
        var now = _fault.Next();
        return now switch
        {
            "shape" => outputs.unsqueeze(2),
            "width" => outputs[.., 1..],
            _ => _fault.In(now, outputs),
        };
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && _kind == "dispose throws")
            throw new InvalidOperationException("still busy");
    }
}
