"""Whose program asks: other users of the same machine are told apart."""

import os
import socket
import sys

import pytest

from makerkit.web import neighbours

linux = pytest.mark.skipif(sys.platform != "linux", reason="Linux alone says whose a connection is")


@pytest.fixture
def ends():
    """Return where a connection of our own comes from, and the port it goes to."""
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname()) as client,
    ):
        yield (*client.getsockname(), server.getsockname()[1])


@linux
def test_our_own_connection_is_ours(ends):
    assert neighbours.owner_of(*ends) == os.geteuid()
    assert not neighbours.is_somebody_else(*ends)


@linux
@pytest.mark.parametrize(("owner", "is_other"), [(1000, False), (1001, True), (0, False)])
def test_users_are_told_apart_and_root_passes_connections_on(
    ends, tmp_path, monkeypatch, owner, is_other
):
    address, port, server_port = ends
    line = f"1: 0100007F:{port:04X} 0100007F:{server_port:04X} 01 0:0 00:0 0 {owner} 0 1"
    (tmp_path / "tcp").write_text(f"head\n{line}\n")
    monkeypatch.setattr(neighbours, "TABLE", tmp_path / "tcp")
    monkeypatch.setattr(neighbours.os, "geteuid", lambda: 1000)
    assert neighbours.is_somebody_else(address, port, server_port) is is_other
    assert not neighbours.is_somebody_else(address, port, server_port + 1)


@pytest.mark.parametrize("text", [None, "", "head\nrubbish\n", "head\na b c d e f g h\n"])
def test_where_nothing_is_said_nobody_is_refused(tmp_path, monkeypatch, text):
    if text is not None:
        (tmp_path / "tcp").write_text(text)
    monkeypatch.setattr(neighbours, "TABLE", tmp_path / "tcp")
    monkeypatch.setattr(neighbours.os, "geteuid", lambda: 1000, raising=False)
    assert not neighbours.is_somebody_else("127.0.0.1", 5, 6)
    assert not neighbours.is_somebody_else("not an address", 5, 6)
    assert not neighbours.is_somebody_else("::1", 5, 6)
