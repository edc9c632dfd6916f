"""Exits with a helpful message if the port given as argument cannot be used."""

import socket
import sys


def bind(port: int) -> None:
    """Bind the port on every local address, since localhost may be any of them, and release it.

    Raises OSError if the port is not available, OverflowError if there is no such port.
    """
    if socket.has_dualstack_ipv6():
        socket.create_server(("", port), family=socket.AF_INET6, dualstack_ipv6=True).close()
    else:
        socket.create_server(("", port)).close()


def main(argument: str) -> str | None:
    """Return the problem with the port; None if there is none."""
    try:
        bind(int(argument))
    except (ValueError, OverflowError):
        return f"{argument} is not a port: give a number up to 65535, as in make run PORT=8502"
    except PermissionError:
        return f"Port {argument} is for the system's own: take another, as in make run PORT=8502"
    except OSError:
        return f"Port {argument} is taken: choose another, as in make run PORT={int(argument) + 1}"
    return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
