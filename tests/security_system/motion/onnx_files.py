"""Writes tiny ONNX models, by hand: protobuf is little more than numbers with tags.

The fields' numbers are those of onnx.proto3 (onnx.ai). The nets answer with fixed boxes, and with
scores that grow with the mean brightness of the input.
"""

import numpy as np

FLOAT, INT64, INTS = 1, 7, 7


def _varint(value):
    out = b""
    while True:
        value, low = value >> 7, value & 0x7F
        if not value:
            return out + bytes([low])
        out += bytes([low | 0x80])


def _number(field, value):
    return _varint(field << 3) + _varint(value)


def _bytes(field, value):
    data = value.encode() if isinstance(value, str) else value
    return _varint(field << 3 | 2) + _varint(len(data)) + data


def _tensor(name, array):
    kind = FLOAT if array.dtype == np.float32 else INT64
    dims = b"".join(_number(1, side) for side in array.shape)
    return dims + _number(2, kind) + _bytes(8, name) + _bytes(9, array.tobytes())


def _node(kind, inputs, output, kernel=()):
    named = b"".join(_bytes(1, name) for name in inputs)
    node = named + _bytes(2, output) + _bytes(3, f"{kind}_{output}") + _bytes(4, kind)
    if kernel:
        sides = b"".join(_number(8, side) for side in kernel)
        node += _bytes(5, _bytes(1, "kernel_shape") + sides + _number(20, INTS))
    return node


def _value(name, shape):
    dims = b"".join(_bytes(1, _number(1, side)) for side in shape)
    tensor = _number(1, FLOAT) + _bytes(2, dims)
    return _bytes(1, name) + _bytes(2, _bytes(1, tensor))


def write_net(file, outputs, size=32):
    """Write a net that answers with each (fixed, by_brightness) pair of arrays, added up.

    Args:
        outputs: pairs of float arrays of one shape; the second is multiplied by the mean
            brightness of the input, 0 to 1.
    """
    parts = [
        _bytes(1, _node("GlobalAveragePool", ["picture"], "pooled")),
    ]
    tensors, results = [], []
    for number, pair in enumerate(outputs):
        fixed, bright = (np.asarray(array, np.float32) for array in pair)
        w, b, s = f"w{number}", f"b{number}", f"s{number}"
        weights = np.repeat(bright.reshape(-1, 1) / 3, 3, axis=1).astype(np.float32)
        tensors += [
            _tensor(w, weights.reshape(-1, 3, 1, 1)),
            _tensor(b, fixed.reshape(-1)),
            _tensor(s, np.array(fixed.shape, np.int64)),
        ]
        parts += [
            _bytes(1, _node("Conv", ["pooled", w, b], f"flat{number}", (1, 1))),
            _bytes(1, _node("Reshape", [f"flat{number}", s], f"out{number}")),
        ]
        results.append(_value(f"out{number}", fixed.shape))
    graph = b"".join(parts) + _bytes(2, "tiny") + b"".join(_bytes(5, t) for t in tensors)
    graph += _bytes(11, _value("picture", (1, 3, size, size)))
    graph += b"".join(_bytes(12, value) for value in results)
    model = _number(1, 7) + _bytes(7, graph) + _bytes(8, _number(2, 12))
    file.write_bytes(model)
    return file
