"""Write the network as ONNX and read it back; run the file itself and compare with torch."""

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from network import INPUTS, OUTPUTS, MouthNet

OPSET, IR = 13, 7


def conv(nodes, weights, name, layer, source):
    """Append a Conv node for a torch layer; returns the name of its output."""
    for suffix, value in (("w", layer.weight), ("b", layer.bias)):
        weights.append(numpy_helper.from_array(value.detach().numpy().copy(), f"{name}.{suffix}"))
    pad, dilation = layer.padding[0], layer.dilation[0]
    nodes.append(helper.make_node("Conv", [source, f"{name}.w", f"{name}.b"], [name], name=name, pads=[pad, pad],
                                  dilations=[dilation], strides=[1], kernel_shape=[layer.kernel_size[0]]))
    return name


def relu(nodes, source):
    nodes.append(helper.make_node("Relu", [source], [f"{source}.relu"], name=f"{source}.relu"))
    return f"{source}.relu"


def to_onnx(net, path):
    """Write the network: input features [1, 160, T], output mouth [1, OUTPUTS, T], T free."""
    nodes, weights = [], []
    at = conv(nodes, weights, "enter", net.enter, "features")
    for i, block in enumerate(net.blocks):
        inner = conv(nodes, weights, f"block{i}.taps", block.taps, relu(nodes, at))
        inner = conv(nodes, weights, f"block{i}.mix", block.mix, relu(nodes, inner))
        nodes.append(helper.make_node("Add", [at, inner], [f"block{i}"], name=f"block{i}"))
        at = f"block{i}"
    conv(nodes, weights, "leave", net.leave, relu(nodes, at))
    nodes[-1].output[0] = "mouth"
    graph = helper.make_graph(
        nodes, "voice-mouth", [helper.make_tensor_value_info("features", TensorProto.FLOAT, [1, INPUTS, "T"])],
        [helper.make_tensor_value_info("mouth", TensorProto.FLOAT, [1, OUTPUTS, "T"])], weights)
    model = helper.make_model(graph, producer_name="heygem-bridge", opset_imports=[helper.make_opsetid("", OPSET)])
    model.ir_version = IR
    onnx.checker.check_model(model)
    onnx.save(model, path)


def read(path):
    """The network in an ONNX file made above, as torch again."""
    values = {w.name: torch.from_numpy(numpy_helper.to_array(w).copy()) for w in onnx.load(path).graph.initializer}
    net = MouthNet(values["enter.w"].shape[0])
    layers = {"enter": net.enter, "leave": net.leave}
    for i, block in enumerate(net.blocks):
        layers[f"block{i}.taps"], layers[f"block{i}.mix"] = block.taps, block.mix
    with torch.no_grad():
        for name, layer in layers.items():
            layer.weight.copy_(values[f"{name}.w"]), layer.bias.copy_(values[f"{name}.b"])
    return net.eval()


def run_file(path, x):
    """Run an ONNX file made above by its own nodes and weights; x [1, 160, T] -> [1, OUTPUTS, T]."""
    graph = onnx.load(path).graph
    values = {w.name: torch.from_numpy(numpy_helper.to_array(w).copy()) for w in graph.initializer}
    values["features"] = torch.from_numpy(x)
    for node in graph.node:
        inputs = [values[name] for name in node.input]
        if node.op_type == "Conv":
            a = {k.name: list(k.ints) for k in node.attribute}
            out = torch.nn.functional.conv1d(*inputs, padding=a["pads"][0], dilation=a["dilations"][0])
        else:
            out = torch.relu(inputs[0]) if node.op_type == "Relu" else inputs[0] + inputs[1]
        values[node.output[0]] = out
    return values[graph.output[0].name].numpy()


def check(net, path, seed=5):
    """Largest difference between torch and the file over random input; raises when above 1e-4."""
    x = np.random.default_rng(seed).normal(0, 1, (1, INPUTS, 301)).astype(np.float32)
    with torch.no_grad():
        expected = net(torch.from_numpy(x)).numpy()
    difference = float(np.abs(expected - run_file(path, x)).max())
    if not difference < 1e-4:
        raise RuntimeError(f"the ONNX file differs from torch by {difference}")
    return difference
