namespace RoCL.Datasets.Cifar.Pickle;

/// <summary>The instructions of a pickle that are followed here, by the names of Python's <c>pickletools</c>, and those that are refused by name.</summary>
internal enum Opcode : byte
{
    Proto = 0x80, Frame = 0x95, Stop = (byte)'.',
    Mark = (byte)'(', Pop = (byte)'0', PopMark = (byte)'1', Dup = (byte)'2',
    None = (byte)'N', NewTrue = 0x88, NewFalse = 0x89,
    Int = (byte)'I', BinInt = (byte)'J', BinInt1 = (byte)'K', BinInt2 = (byte)'M', Long = (byte)'L', Long1 = 0x8a,
    String = (byte)'S', BinString = (byte)'T', ShortBinString = (byte)'U',
    BinBytes = (byte)'B', ShortBinBytes = (byte)'C', BinBytes8 = 0x8e,
    Unicode = (byte)'V', BinUnicode = (byte)'X', ShortBinUnicode = 0x8c, BinUnicode8 = 0x8d,
    EmptyList = (byte)']', List = (byte)'l', Append = (byte)'a', Appends = (byte)'e',
    EmptyTuple = (byte)')', Tuple = (byte)'t', Tuple1 = 0x85, Tuple2 = 0x86, Tuple3 = 0x87,
    EmptyDict = (byte)'}', Dict = (byte)'d', SetItem = (byte)'s', SetItems = (byte)'u',
    Put = (byte)'p', BinPut = (byte)'q', LongBinPut = (byte)'r', Memoize = 0x94,
    Get = (byte)'g', BinGet = (byte)'h', LongBinGet = (byte)'j',
    Global = (byte)'c', StackGlobal = 0x93, Reduce = (byte)'R', Build = (byte)'b',
    Inst = (byte)'i', Obj = (byte)'o', NewObj = 0x81, NewObjEx = 0x92,
    PersId = (byte)'P', BinPersId = (byte)'Q', Ext1 = 0x82, Ext2 = 0x83, Ext4 = 0x84,
}
