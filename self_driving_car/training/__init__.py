"""Teaching nets, from files alone: recordings and pictures in, an ONNX model with its card out.

It runs under whatever Python has PyTorch (see `workshop/training/torch_python.py`), often Debian's
own, and so stands on the standard library, numpy, OpenCV and PyTorch alone.
"""
