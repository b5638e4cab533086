"""Reads safetensors where the package is missing: 8 bytes of length, a JSON header, the data."""
import json
import struct

import torch

TYPES = {"F32": torch.float32, "F64": torch.float64, "I64": torch.int64, "U8": torch.uint8}


def load_file(name):
    with open(name, "rb") as file:
        header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
        data = bytearray(file.read())
    header.pop("__metadata__", None)
    return {key: tensor(entry, data) for key, entry in header.items()}


def tensor(entry, data):
    begin, end = entry["data_offsets"]
    return torch.frombuffer(data[begin:end], dtype=TYPES[entry["dtype"]]).reshape(entry["shape"]).clone()
