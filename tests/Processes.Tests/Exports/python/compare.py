"""Runs load.py of an export, and compares its network's features with features.npy."""
import runpy

import numpy
import torch

loaded = runpy.run_path("load.py")
network = loaded["network"]
network.fc = torch.nn.Identity()
with torch.no_grad():
    features = network(loaded["images"])
print(f"difference {(features - torch.from_numpy(numpy.load('features.npy'))).abs().max():.1e}")
